/**
 * Puts the threads of profiled workloads into the layers of their groups, while they run. {@link
 * io.temper.runtime.placement.ProfiledThreads} is the entry point.
 */
@NullMarked
package io.temper.runtime.placement;

import org.jspecify.annotations.NullMarked;
