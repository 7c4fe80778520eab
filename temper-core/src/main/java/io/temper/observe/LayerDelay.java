package io.temper.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long threads of one layer waited because of another, or of their own. Waits of 100 µs and more
 * count; each is charged, as a whole, to the layer that ran last on the CPU where the wait ended, and
 * to nobody if more than half of it lies after that layer stopped. Both numbers only grow.
 *
 * @param waiter the layer that waited
 * @param cause the layer that is charged; null for nobody: the CPU was idle, or ran what is not ours
 * @param time all such waits together
 * @param waits how many there were
 */
public record LayerDelay(String waiter, @Nullable String cause, Duration time, long waits) {}
