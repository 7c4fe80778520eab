package io.temper.lab.matrix;

import java.util.Map;
import java.util.TreeMap;

/**
 * How one test ended; the components are the keys of the JSON.
 *
 * @param test its class and name
 * @param machine the CPUs it ran on, as in "16,smt=2,sockets=2"
 * @param outcome how it ended
 * @param reason why it failed or was skipped; empty if it passed
 * @param seconds how long it took, in the host's time
 * @param figures what it measured
 */
public record TestResult(
    String test,
    String machine,
    Outcome outcome,
    String reason,
    double seconds,
    Map<String, String> figures) {
  /** Sorts the figures, so that a file does not depend on chance. */
  public TestResult {
    figures = new TreeMap<>(figures);
  }
}
