package io.temper.observe;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one CPU did so far, layer by layer.
 *
 * @param cpu the kernel's number of the CPU
 * @param running the layer of the thread that it runs now; null if it runs none of ours
 * @param layers one entry per layer, by index; wake-ups, and what became of them, count on the CPU of
 *     the waker
 */
public record CpuStats(int cpu, @Nullable String running, List<LayerStats> layers) {
  /** Copies the list. */
  public CpuStats {
    layers = List.copyOf(layers);
  }

  /**
   * Returns the numbers of one layer on this CPU.
   *
   * @param name the layer's name
   * @return the numbers; empty if there is no such layer
   */
  public Optional<LayerStats> layer(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
  }
}
