package io.temper.agent.json;

import io.temper.agent.report.doctor.DoctorReport;
import io.temper.bpf.Check;

/** A {@link DoctorReport} as JSON. */
public final class DoctorJson {

  private DoctorJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(DoctorReport report) {
    var document = JsonDocument.of("Doctor").put("canEnforce", answer(report));
    var checks = document.putArray("checks");
    for (var check : report.checks()) {
      checks
          .addObject()
          .put("id", check.id())
          .put("verdict", verdict(check))
          .put("blocking", check.blocking())
          .put("finding", check.finding())
          .put("remedy", check.remedy());
    }
    return JsonDocument.text(document);
  }

  private static String answer(DoctorReport report) {
    return switch (report.answer()) {
      case YES -> "yes";
      case NO -> "no";
      case UNKNOWN -> "unknown";
    };
  }

  private static String verdict(Check check) {
    return switch (check.verdict()) {
      case SUPPORTED -> "yes";
      case UNSUPPORTED -> "no";
      case UNKNOWN -> "unknown";
    };
  }
}
