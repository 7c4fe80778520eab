/**
 * When a new configuration is worth publishing. Pure: what is in force, what shall be, and the time come
 * in as arguments.
 */
@NullMarked
package io.temper.runtime.publish;

import org.jspecify.annotations.NullMarked;
