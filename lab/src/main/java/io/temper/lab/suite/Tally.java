package io.temper.lab.suite;

import java.util.List;

/**
 * How many tests ended how.
 *
 * @param passed ran and held
 * @param failed ran and did not hold, or died with the guest
 * @param skipped did not run, by their own assumption or mark
 */
public record Tally(int passed, int failed, int skipped) {
  /** No tests. */
  public static final Tally NONE = new Tally(0, 0, 0);

  /**
   * Adds tallies up.
   *
   * @param tallies the tallies
   * @return their sum
   */
  public static Tally sum(List<Tally> tallies) {
    return tallies.stream().reduce(NONE, Tally::plus);
  }

  Tally plus(Tally other) {
    return new Tally(passed + other.passed, failed + other.failed, skipped + other.skipped);
  }

  /**
   * Returns whether this is what a caller hopes for.
   *
   * @return true if something passed and nothing failed
   */
  public boolean successful() {
    return failed == 0 && passed > 0;
  }

  /**
   * Returns the closing line of a test run. Programs read it, so its form is fixed.
   *
   * @return as in "12 passed, 0 failed, 1 skipped"
   */
  @Override
  public String toString() {
    return passed + " passed, " + failed + " failed, " + skipped + " skipped";
  }
}
