package io.temper.rightsize;

import io.temper.rightsize.usage.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Seconds of delay by the layer that caused them, of a bounded number of layers: the {@link #MOST} that
 * come first by name have a sum of their own, all others share one. Which ones these are does not depend
 * on the order of additions: a name that is among the first of all is among the first of any part.
 *
 * @param byName the sums
 */
record Delays(SortedMap<String, DecayingWeights> byName) {
  /** A plan has a layer per tier and two more. */
  static final int MOST = 15;

  /** Comes after all names that begin with a letter. */
  static final String OTHERS = "~others";

  static final int MOST_CHARS = 32;

  /** Like that of the sums: what delays now counts, not what did yesterday. */
  static final Duration HALF_LIFE = Duration.ofHours(6);

  static final Delays NONE = new Delays(new TreeMap<>());

  private static final DecayingWeights NOTHING = DecayingWeights.none(HALF_LIFE, 1);

  Delays plus(Instant at, Map<String, Duration> times) {
    SortedMap<String, DecayingWeights> more = new TreeMap<>();
    times.forEach((name, time) ->
        more.merge(cut(name), NOTHING.plus(at, 0, Times.seconds(time)), DecayingWeights::plus));
    return more.isEmpty() ? this : plus(new Delays(more));
  }

  Delays plus(Delays other) {
    SortedMap<String, DecayingWeights> sum = new TreeMap<>(byName);
    other.byName.forEach((name, weights) -> sum.merge(name, weights, DecayingWeights::plus));
    return new Delays(bounded(sum));
  }

  /** Returns who caused most of the delays; null if nobody did. */
  @Nullable
  String worst(Instant now) {
    @Nullable String worst = null;
    for (String name : byName.keySet()) {
      worst = worst == null || seconds(name, now) > seconds(worst, now) ? name : worst;
    }
    return worst;
  }

  double seconds(String name, Instant now) {
    return byName.getOrDefault(name, NOTHING).at(now, 0);
  }

  double total(Instant now) {
    return byName.values().stream().mapToDouble(weights -> weights.at(now, 0)).sum();
  }

  private static SortedMap<String, DecayingWeights> bounded(
      SortedMap<String, DecayingWeights> sum) {
    SortedMap<String, DecayingWeights> kept = new TreeMap<>();
    sum.forEach((name, weights) -> {
      boolean own = kept.size() < MOST && !name.equals(OTHERS);
      kept.merge(own ? name : OTHERS, weights, DecayingWeights::plus);
    });
    return kept;
  }

  private static String cut(String name) {
    return name.length() > MOST_CHARS ? name.substring(0, MOST_CHARS) : name;
  }
}
