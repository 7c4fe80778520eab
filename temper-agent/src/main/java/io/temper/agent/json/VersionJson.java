package io.temper.agent.json;

import io.temper.agent.report.agent.VersionReport;

/** A {@link VersionReport} as JSON. */
public final class VersionJson {

  private VersionJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(VersionReport report) {
    return JsonDocument.text(JsonDocument.of("Version")
        .put("version", report.version())
        .put("commit", report.commit())
        .put("abiHash", report.abiHash())
        .put("objectSha256", report.objectSha256())
        .put("objectCompiler", report.objectCompiler())
        .put("libbpf", report.libbpf())
        .put("java", report.java()));
  }
}
