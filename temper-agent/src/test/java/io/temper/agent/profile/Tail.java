package io.temper.agent.profile;

/**
 * How long answers took, in microseconds.
 *
 * @param count how many
 * @param p50 what half of them did not exceed
 * @param p99 what 99 % did not exceed
 * @param p999 what 99.9 % did not exceed
 * @param max the longest
 */
public record Tail(int count, long p50, long p99, long p999, long max) {
  static Tail of(long[] sortedNanos) {
    return new Tail(
        sortedNanos.length,
        at(sortedNanos, 0.5),
        at(sortedNanos, 0.99),
        at(sortedNanos, 0.999),
        at(sortedNanos, 1));
  }

  private static long at(long[] sortedNanos, double share) {
    int index = (int) Math.ceil(share * sortedNanos.length) - 1;
    return sortedNanos[Math.max(0, index)] / 1000;
  }

  /** Returns what a client printed. */
  public static Tail parse(String text) {
    String[] fields = text.split(" ", -1);
    return new Tail(
        Integer.parseInt(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]));
  }

  @Override
  public String toString() {
    return count + " " + p50 + " " + p99 + " " + p999 + " " + max;
  }
}
