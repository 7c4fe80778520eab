/**
 * What the node does right now, and why: one value for commands, metrics, logs and JSON alike.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.status;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
