package io.temper.rightsize;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a {@link UsageHistory} holds, for those who keep it.
 *
 * @param samples how many windows it has seen
 * @param restarts how often the container was started
 * @param first when the first window began; empty without any
 * @param last when the last window began; empty without any
 * @param weights its histograms and sums, always as many and in the same order
 * @param delays seconds of delay, by the name of the layer that caused them
 */
public record HistoryState(
    long samples,
    long restarts,
    Optional<Instant> first,
    Optional<Instant> last,
    List<DecayingWeights> weights,
    SortedMap<String, DecayingWeights> delays) {
  /**
   * Checks the numbers and copies the collections.
   *
   * @throws IllegalArgumentException if a number is negative, or samples and times contradict
   */
  public HistoryState {
    if (samples < 0 || restarts < 0) {
      throw new IllegalArgumentException(
          "a count must not be negative: " + samples + ", " + restarts);
    }
    if (first.isPresent() != samples > 0 || last.isPresent() != samples > 0) {
      throw new IllegalArgumentException(
          samples + " windows cannot have begun from " + first + " to " + last);
    }
    if (samples > 0 && last.orElseThrow().isBefore(first.orElseThrow())) {
      throw new IllegalArgumentException(
          "the last window began at " + last + ", before the first at " + first);
    }
    weights = List.copyOf(weights);
    delays = Collections.unmodifiableSortedMap(new TreeMap<>(delays));
  }
}
