package io.temper.rightsize.usage;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the scheduler has counted so far of the waits of a container's layer, by who caused them. It counts
 * for layers only: a container's own waits are taken to have the causes of those of its layer.
 *
 * @param attachment tells the attachment of the scheduler that counts from the others: each begins at 0
 * @param layer the layer of the container
 * @param byCause for how long threads of the layer waited because of another layer, or of their own
 * @param byNobody for how long they waited because of nobody whom the scheduler knows
 * @param isAlone whether no other workload is in the layer: what the layer did to itself, the container's
 *     own workload did then
 */
public record LayerWaits(
    long attachment,
    String layer,
    Map<String, Duration> byCause,
    Duration byNobody,
    boolean isAlone) {
  /** Copies the map. */
  public LayerWaits {
    byCause = Map.copyOf(byCause);
  }

  /**
   * Creates the waits of a layer with several workloads.
   *
   * @param attachment tells the attachment of the scheduler that counts from the others
   * @param layer the layer of the container
   * @param byCause for how long threads of the layer waited because of another layer, or of their own
   * @param byNobody for how long they waited because of nobody whom the scheduler knows
   */
  public LayerWaits(
      long attachment, String layer, Map<String, Duration> byCause, Duration byNobody) {
    this(attachment, layer, byCause, byNobody, false);
  }

  /**
   * Returns who caused which part of the waits since an earlier count. A workload that was alone in its
   * layer waited for no neighbour there: its threads are often served one after the other, and all but the
   * first would be charged to itself.
   *
   * @param earlier a count of the same container
   * @return parts of 1 by the name of the layer; what is missing to 1 was nobody's doing. Empty if there was
   *     no wait, or the two cannot be compared
   */
  Map<String, Double> partsSince(LayerWaits earlier) {
    if (attachment != earlier.attachment || !layer.equals(earlier.layer)) {
      return Map.of();
    }
    Map<String, Long> nanos = new HashMap<>();
    byCause.forEach((cause, time) -> {
      Duration before = earlier.byCause.getOrDefault(cause, Duration.ZERO);
      nanos.put(cause, Math.max(0, time.minus(before).toNanos()));
    });
    if (isAlone || earlier.isAlone) {
      nanos.remove(layer);
    }
    long unblamed = Math.max(0, byNobody.minus(earlier.byNobody).toNanos());
    long all = unblamed + nanos.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Double> parts = new HashMap<>();
    nanos.forEach((cause, time) -> {
      if (time > 0) {
        parts.put(cause, time / (double) all);
      }
    });
    return parts;
  }
}
