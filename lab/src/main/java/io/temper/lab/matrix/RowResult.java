package io.temper.lab.matrix;

import java.util.List;

/**
 * What became of a row on one kernel; the components are the keys of the JSON.
 *
 * @param row the row's identifier
 * @param title what it tests
 * @param outcome of all its tests together
 * @param facts what it ran on
 * @param seconds how long its tests took together, in the host's time
 * @param tests its tests
 */
public record RowResult(
    String row,
    String title,
    Outcome outcome,
    RunFacts facts,
    double seconds,
    List<TestResult> tests) {
  /** Copies. */
  public RowResult {
    tests = List.copyOf(tests);
  }

  /**
   * Puts the tests of a row together.
   *
   * @param row the row
   * @param facts what they ran on
   * @param tests its tests; empty if none claims it
   * @return the result
   */
  public static RowResult of(Row row, RunFacts facts, List<TestResult> tests) {
    double seconds = tests.stream().mapToDouble(TestResult::seconds).sum();
    return new RowResult(
        row.id(),
        row.title(),
        Outcome.of(tests.stream().map(TestResult::outcome).toList()),
        facts,
        Math.round(seconds * 10) / 10.0,
        tests);
  }
}
