package io.temper.agent.json;

import io.temper.agent.report.VersionReport;

/** A {@link VersionReport} as JSON. */
public final class VersionJson {

  private VersionJson() {}

  /** Returns the document of {@code report}. */
  public static String of(VersionReport report) {
    return JsonDocument.text(JsonDocument.of("Version")
        .put("version", report.version())
        .put("commit", report.commit())
        .put("java", report.java()));
  }
}
