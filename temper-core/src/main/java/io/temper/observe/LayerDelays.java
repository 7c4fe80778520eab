package io.temper.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which layer made which wait.
 *
 * @param entries one per pair of layers that there is something to say of
 */
public record LayerDelays(List<LayerDelay> entries) {
  /** Copies the list. */
  public LayerDelays {
    entries = List.copyOf(entries);
  }

  /**
   * Returns how long one layer waited because of another.
   *
   * @param waiter the layer that waited
   * @param cause the layer that is charged; null for nobody
   * @return zero or more
   */
  public Duration time(String waiter, @Nullable String cause) {
    return find(waiter, cause).map(LayerDelay::time).orElse(Duration.ZERO);
  }

  /**
   * Returns what came since an earlier reading.
   *
   * @param earlier the earlier reading
   * @return the differences that are not zero
   */
  public LayerDelays since(LayerDelays earlier) {
    List<LayerDelay> differences = new ArrayList<>();
    for (LayerDelay now : entries) {
      Optional<LayerDelay> before = earlier.find(now.waiter(), now.cause());
      long waits = now.waits() - before.map(LayerDelay::waits).orElse(0L);
      if (waits != 0) {
        Duration time = now.time().minus(before.map(LayerDelay::time).orElse(Duration.ZERO));
        differences.add(new LayerDelay(now.waiter(), now.cause(), time, waits));
      }
    }
    return new LayerDelays(differences);
  }

  private Optional<LayerDelay> find(String waiter, @Nullable String cause) {
    return entries.stream()
        .filter(entry -> entry.waiter().equals(waiter) && Objects.equals(entry.cause(), cause))
        .findFirst();
  }
}
