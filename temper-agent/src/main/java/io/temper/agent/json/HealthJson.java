package io.temper.agent.json;

import io.temper.agent.report.agent.HealthReport;

/** A {@link HealthReport} as JSON. */
public final class HealthJson {

  private HealthJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(HealthReport report) {
    return JsonDocument.text(JsonDocument.of("AgentHealth")
        .put("good", report.good())
        .put("state", report.state())
        .put("reason", report.reason())
        .put("next", report.next()));
  }
}
