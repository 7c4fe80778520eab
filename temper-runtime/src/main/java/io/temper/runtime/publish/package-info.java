/**
 * When a new configuration is worth publishing. Pure: what is in force, what shall be, and the time come
 * in as arguments.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.publish;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
