package io.temper.lab.suite;

import java.util.List;

/**
 * How the tests of one boot ended.
 *
 * @param tally how many ended how
 * @param tests each test that was seen to end
 * @param died whether the guest or the tests' JVM ended before the last test did
 */
public record SuiteResult(Tally tally, List<EndedTest> tests, boolean died) {
  /** Copies. */
  public SuiteResult {
    tests = List.copyOf(tests);
  }
}
