package io.temper.lab.matrix;

import java.util.List;
import java.util.Locale;

/** How a test ended, or all tests of a row together. */
public enum Outcome {
  /** Ran and held; of a row: at least one did, and none failed. */
  PASSED,
  /** Ran and did not hold, or died with the guest; of a row: at least one did. */
  FAILED,
  /** Did not run, by its own assumption or mark; of a row: none did. */
  SKIPPED,
  /** No test claims the row. */
  NO_TEST;

  static Outcome of(List<Outcome> tests) {
    if (tests.isEmpty()) {
      return NO_TEST;
    }
    if (tests.contains(FAILED)) {
      return FAILED;
    }
    return tests.contains(PASSED) ? PASSED : SKIPPED;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
