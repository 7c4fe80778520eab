package io.temper.agent.demo.measure;

import java.util.Arrays;
import java.util.Collection;

/**
 * Latencies of single requests in nanoseconds, every one of them kept, so percentiles are exact.
 *
 * <p>Immutable. Closed-loop clients send the next request only after the answer, hence a stall
 * shows once per connection and not once per request that an open client would have sent meanwhile.
 */
public final class Latencies {
  private final long[] sorted;

  private Latencies(long[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Returns the latencies given, in any order.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public static Latencies of(long... nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    if (sorted.length > 0 && sorted[0] < 0) {
      throw new IllegalArgumentException("latency must not be negative: " + sorted[0]);
    }
    return new Latencies(sorted);
  }

  /** Returns the latencies of all rounds as if they had been measured in one. */
  public static Latencies pooled(Collection<Latencies> rounds) {
    return of(rounds.stream().flatMapToLong(l -> Arrays.stream(l.sorted)).toArray());
  }

  /** Returns the number of requests. */
  public int count() {
    return sorted.length;
  }

  /**
   * Returns the smallest latency that at least {@code percent} of the requests do not exceed
   * (nearest rank, no interpolation: the value was really seen), in nanoseconds.
   *
   * @param percent above 0, at most 100
   * @throws IllegalStateException if there are no requests
   */
  public long percentile(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("percent must be in (0, 100]: " + percent);
    }
    if (sorted.length == 0) {
      throw new IllegalStateException("no request was answered, so there is no percentile");
    }
    // Guards the product against 99.9/100*1000 = 999.0000000000001, whose ceiling is one too high.
    int rank = (int) Math.ceil(percent / 100 * sorted.length - 1e-9);
    return sorted[Math.max(rank, 1) - 1];
  }

  /** Returns the longest latency in nanoseconds. */
  public long max() {
    return percentile(100);
  }
}
