/**
 * Puts the threads of profiled workloads into the layers of their groups, while they run. {@link
 * io.temper.runtime.placement.ProfiledThreads} is the entry point.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.placement;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
