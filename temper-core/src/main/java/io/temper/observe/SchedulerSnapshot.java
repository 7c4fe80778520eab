package io.temper.observe;

import java.util.List;
import java.util.Optional;

/**
 * What a scheduler did so far, read at one moment. The numbers of different CPUs are read one after
 * the other, so they fit together only roughly.
 *
 * @param generation the configuration that was published last
 * @param adopted whether every busy CPU already goes by it
 * @param layers one entry per layer, by index
 * @param counters what belongs to no layer
 */
public record SchedulerSnapshot(
    long generation, boolean adopted, List<LayerStats> layers, SchedulerCounters counters) {
  /** Copies the list. */
  public SchedulerSnapshot {
    layers = List.copyOf(layers);
  }

  /**
   * Returns the numbers of one layer.
   *
   * @param name the layer's name
   * @return the numbers; empty if there is no such layer
   */
  public Optional<LayerStats> layer(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
  }
}
