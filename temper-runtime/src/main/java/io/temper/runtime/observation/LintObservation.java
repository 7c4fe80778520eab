package io.temper.runtime.observation;

import io.temper.lint.LintReport;
import java.util.Map;

/**
 * What the linter found on the node.
 *
 * @param report of the last sample, after the filter for what persists
 * @param outcomes how often each outcome came about since the agent started, by its name
 */
public record LintObservation(LintReport report, Map<String, Long> outcomes) {
  /** Copies the map. */
  public LintObservation {
    outcomes = Map.copyOf(outcomes);
  }
}
