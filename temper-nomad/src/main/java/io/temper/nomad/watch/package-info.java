/**
 * Keeps up with what Nomad has of one client: its allocations and its node. Asks for each once, then waits for
 * the next change; what was heard last stays in force while Nomad cannot be reached, and it is said since
 * when. Out: a {@link io.temper.spi.WorkloadSource} and a request for safe mode.
 */
@NullMarked
@EvolvingApi
package io.temper.nomad.watch;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
