package io.temper.agent.text;

import io.temper.agent.report.VersionReport;
import java.util.List;

/** A {@link VersionReport} for people. */
public final class VersionText {

  private VersionText() {}

  /** Returns the lines of {@code report}. */
  public static List<String> lines(VersionReport report, TextStyle style) {
    return List.of(
        style.clean("temper " + report.version() + " (commit " + report.commit() + ")"),
        style.clean("java   " + report.java()));
  }
}
