/**
 * Makes threads that want a known amount of CPU and get less of it: the ground truth for whoever
 * estimates demand. {@link io.temper.testkit.load.LoadGenerator} is the entry point.
 */
@NullMarked
@EvolvingApi
package io.temper.testkit.load;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
