/**
 * For programs that run on a node: says which threads belong together and how they matter among the other
 * threads of the program. {@link io.temper.threads.TemperThreads} is the entry point.
 *
 * <p>Effective where a Temper agent enforces and the program's profile honours it; without effect, and
 * without harm, anywhere else.
 */
@NullMarked
@StableApi
package io.temper.threads;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;
