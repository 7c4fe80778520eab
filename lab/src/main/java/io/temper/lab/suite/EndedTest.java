package io.temper.lab.suite;

import io.temper.lab.matrix.TestResult;
import java.util.List;

/**
 * A test that ran, and what it proves.
 *
 * @param rows identifiers of rows; empty if it proves none
 * @param result how it ended
 */
public record EndedTest(List<String> rows, TestResult result) {
  /** Copies. */
  public EndedTest {
    rows = List.copyOf(rows);
  }
}
