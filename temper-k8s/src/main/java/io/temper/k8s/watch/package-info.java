/**
 * Keeps up with what an API server has of one node: its pods and its own object. Lists once, then watches
 * and goes on from where it was; what was heard last stays in force while the API server cannot be reached,
 * and it is said since when. Out: a {@link io.temper.spi.WorkloadSource} and a request for safe mode.
 */
@NullMarked
@EvolvingApi
package io.temper.k8s.watch;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
