/**
 * Stage 4 of 7. Renders a plan in the numbers that a scheduler in the kernel understands: indices, CPU
 * masks, nanoseconds, cgroup ids. In: {@code plan}, {@code node}. Out: {@link
 * io.temper.kernel.KernelConfig}, handed to a backend through {@code spi}. Pure.
 *
 * <p>{@link io.temper.kernel.KernelCompiler} is the entry point; names, paths and reasons end here.
 */
@NullMarked
@StableApi
package io.temper.kernel;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;
