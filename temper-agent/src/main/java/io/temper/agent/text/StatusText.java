package io.temper.agent.text;

import io.temper.agent.report.agent.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A {@link StatusReport} for people: the state first, then why, then what came of it. */
public final class StatusText {

  private StatusText() {}

  /**
   * Returns the lines of a report.
   *
   * @param report what to show
   * @param now the time of day
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(StatusReport report, Instant now, TextStyle style) {
    var lines = new ArrayList<String>();
    var state = report.state();
    lines.add(style.paint(tone(state.name()), state.name())
        + " for "
        + age(state.since(), now)
        + (report.work().generation() == 0
            ? ""
            : ", generation " + report.work().generation()));
    lines.add(style.clean("  why:  " + state.reason()));
    lines.add(style.clean("  next: " + state.next()));
    lines.addAll(layers(report, style));
    var notices = notices(report, style);
    if (!notices.isEmpty()) {
      lines.add("");
      lines.addAll(notices);
    }
    lines.add("");
    lines.add(style.clean(agent(report, now)));
    return lines;
  }

  private static List<String> layers(StatusReport report, TextStyle style) {
    if (report.layers().isEmpty()) {
      return List.of();
    }
    var table = new TextTable().text("LAYER").text("KIND").number("MEMBERS");
    report
        .layers()
        .forEach(layer -> table.row(layer.name(), layer.kind(), Integer.toString(layer.members())));
    var lines = new ArrayList<String>();
    lines.add("");
    lines.addAll(table.lines(style));
    return lines;
  }

  private static List<String> notices(StatusReport report, TextStyle style) {
    var notices = new ArrayList<String>();
    report.problems().forEach(one -> notices.add(notice(one, style)));
    report.sources().stream()
        .filter(source -> source.problem() != null)
        .forEach(source -> notices.add(notice(source.name() + ": " + source.problem(), style)));
    var exit = report.lastExit();
    if (exit != null && !report.state().name().equals("ejected")) {
      notices.add(notice("the scheduler ended before: " + exit.text(), style));
    }
    report.notes().forEach(one -> notices.add(style.clean("  " + one)));
    return notices;
  }

  private static String notice(String text, TextStyle style) {
    return style.paint(Tone.NOTICE, style.advice()) + " " + style.clean(text);
  }

  private static String agent(StatusReport report, Instant now) {
    var agent = report.agent();
    var work = report.work();
    return "agent " + agent.version() + ", process " + agent.pid() + ", up for "
        + age(agent.startedAt(), now) + ", workloads from " + agent.source() + "; attached "
        + work.attachments() + (work.attachments() == 1 ? " time, " : " times, ")
        + work.publishes() + (work.publishes() == 1 ? " change" : " changes") + " published"
        + (work.faults() == 0 ? "" : ", " + work.faults() + " faults that count");
  }

  private static Tone tone(String state) {
    return switch (state) {
      case "enforcing" -> Tone.GOOD;
      case "refused", "ejected" -> Tone.BAD;
      default -> Tone.NOTICE;
    };
  }

  private static String age(Instant since, Instant now) {
    long seconds = Math.max(0, Duration.between(since, now).toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
