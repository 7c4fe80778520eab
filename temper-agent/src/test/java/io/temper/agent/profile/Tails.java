package io.temper.agent.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The tails of the rounds of one arm. */
public final class Tails {
  private final List<Tail> all = new ArrayList<>();

  /** Adds the next round. */
  public void add(Tail tail) {
    all.add(tail);
  }

  /** Returns how many there are. */
  public int rounds() {
    return all.size();
  }

  /** Returns the median of the rounds, the greater of two middle ones. */
  public long median(ToLongFunction<Tail> value) {
    return sorted(value)[all.size() / 2];
  }

  /** Returns in how many rounds a value is below that of the same round of another arm. */
  public int roundsBelow(Tails other, ToLongFunction<Tail> value) {
    int below = 0;
    for (int round = 0; round < Math.min(all.size(), other.all.size()); round++) {
      below += value.applyAsLong(all.get(round)) < value.applyAsLong(other.all.get(round)) ? 1 : 0;
    }
    return below;
  }

  private String spread(ToLongFunction<Tail> value) {
    long[] sorted = sorted(value);
    return median(value) + " (" + sorted[0] + " to " + sorted[sorted.length - 1] + ")";
  }

  private long[] sorted(ToLongFunction<Tail> value) {
    return all.stream().mapToLong(value).sorted().toArray();
  }

  @Override
  public String toString() {
    return "rounds " + rounds() + ", answers " + all.get(0).count()
        + " each, microseconds median (least to most): p50 " + spread(Tail::p50) + ", p99 "
        + spread(Tail::p99) + ", p99.9 " + spread(Tail::p999) + ", max " + spread(Tail::max);
  }
}
