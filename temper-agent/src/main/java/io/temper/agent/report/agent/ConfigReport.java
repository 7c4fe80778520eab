package io.temper.agent.report.agent;

import java.util.List;

/**
 * What a look at the agent's configuration found.
 *
 * @param summary what it is, in a line
 * @param faults each fault with its file and line; empty if all is right
 */
public record ConfigReport(String summary, List<String> faults) {
  /** Copies the list. */
  public ConfigReport {
    faults = List.copyOf(faults);
  }
}
