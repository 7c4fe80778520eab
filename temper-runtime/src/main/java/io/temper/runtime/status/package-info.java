/**
 * What the node does right now, and why: one value for commands, metrics, logs and JSON alike, and what tells
 * it to a {@link io.temper.spi.StatusSink}.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.status;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
