/**
 * Drives the stages on one node. In: what {@code feed}s bring of workloads and machine, and what asks
 * for safe mode. Out: an attached scheduler that goes by the last complete plan, or none, and a {@code
 * status} that says which and why. Reads the host through functions and ports only.
 *
 * <p>{@link io.temper.runtime.NodeController} is one duty cycle; whoever runs it brings the thread, so
 * tests drive it by hand.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
