package io.temper.agent.text;

import io.temper.agent.report.agent.VersionReport;
import java.util.List;

/** A {@link VersionReport} for people. */
public final class VersionText {

  private VersionText() {}

  /**
   * Returns the lines of a report.
   *
   * @param report what to show
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(VersionReport report, TextStyle style) {
    return List.of(
            "temper " + report.version() + " (commit " + report.commit() + ")",
            "object " + report.objectSha256() + " (" + report.objectCompiler() + ")",
            "abi    " + report.abiHash(),
            "libbpf " + report.libbpf() + " (bundled)",
            "java   " + report.java())
        .stream()
        .map(style::clean)
        .toList();
  }
}
