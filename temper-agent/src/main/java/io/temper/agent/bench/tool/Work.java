package io.temper.agent.bench.tool;

/**
 * What a program did.
 *
 * @param operations how many, above 0
 * @param seconds in what time, above 0
 */
public record Work(double operations, double seconds) {
  public Work {
    if (!(operations > 0) || !(seconds > 0)) {
      throw new IllegalArgumentException(
          "operations and seconds must be positive: " + operations + " in " + seconds + " s");
    }
  }

  /** Returns the time of one operation in µs. */
  public double microsPerOperation() {
    return seconds * 1e6 / operations;
  }
}
