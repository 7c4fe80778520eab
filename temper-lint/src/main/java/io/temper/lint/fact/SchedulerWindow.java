package io.temper.lint.fact;

import io.temper.observe.LayerStats;
import io.temper.observe.SchedulerSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Two readings of one attachment of the scheduler.
 *
 * @param earlier the first
 * @param later the second
 * @param window the time between them; positive
 */
public record SchedulerWindow(SchedulerSnapshot earlier, SchedulerSnapshot later, Duration window) {
  /**
   * Checks the window.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public SchedulerWindow {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("the window must be positive: " + window);
    }
  }

  /**
   * Returns what each layer did in the window.
   *
   * @return one entry for each layer of both readings, by index; a layer that came meanwhile is left out
   */
  public List<LayerStats> layers() {
    List<LayerStats> all = new ArrayList<>();
    for (LayerStats layer : later.layers()) {
      earlier.layer(layer.name()).map(layer::since).ifPresent(all::add);
    }
    return List.copyOf(all);
  }
}
