package io.temper.agent.text;

import io.temper.agent.report.doctor.DoctorReport;
import io.temper.bpf.Check;
import java.util.ArrayList;
import java.util.List;

/** A {@link DoctorReport} for people: one line a check, and under what is amiss the remedy. */
public final class DoctorText {

  private DoctorText() {}

  /**
   * Returns the lines of a report.
   *
   * @param report what to show
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(DoctorReport report, TextStyle style) {
    int width =
        report.checks().stream().mapToInt(check -> check.id().length()).max().orElse(0);
    var lines = new ArrayList<String>();
    for (var check : report.checks()) {
      var name = check.id() + " ".repeat(width - check.id().length());
      lines.add(mark(check, style) + " " + name + "  " + style.clean(check.finding()));
      if (!check.remedy().isEmpty()) {
        lines.add(" ".repeat(width + 5) + style.clean("→ " + check.remedy()));
      }
    }
    lines.add("");
    lines.add(answer(report, style));
    return lines;
  }

  /** Two characters wide in each style, so that the names line up. */
  private static String mark(Check check, TextStyle style) {
    var tone = tone(check);
    var mark =
        switch (tone) {
          case GOOD -> style.passed();
          case BAD -> style.failed();
          case NOTICE ->
            check.verdict() == Check.Verdict.UNKNOWN ? style.unknown() : style.advice();
          case PLAIN, STRONG, QUIET -> "";
        };
    return style.paint(tone, mark) + " ".repeat(2 - mark.length());
  }

  private static Tone tone(Check check) {
    return switch (check.verdict()) {
      case SUPPORTED -> Tone.GOOD;
      case UNSUPPORTED -> check.blocking() ? Tone.BAD : Tone.NOTICE;
      case UNKNOWN -> Tone.NOTICE;
    };
  }

  private static String answer(DoctorReport report, TextStyle style) {
    return switch (report.answer()) {
      case YES -> style.paint(Tone.GOOD, "This host can enforce plans.");
      case NO -> style.paint(Tone.BAD, "This host cannot enforce plans: see what failed above.");
      case UNKNOWN ->
        style.paint(
            Tone.NOTICE, "Could not find out whether this host can enforce plans: see above.");
    };
  }
}
