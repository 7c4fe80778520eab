package io.temper.agent.text;

import io.temper.agent.report.advice.LintRun;
import io.temper.agent.report.advice.LintRun.Row;
import io.temper.lint.LintResult;
import io.temper.lint.rule.Severity;
import java.util.List;
import java.util.stream.Stream;

/**
 * The violations of a {@link LintRun} as commands that make GitHub annotate lines of a change, and what was not
 * looked at as one that annotates the run.
 */
public final class LintGithub {
  private LintGithub() {}

  /**
   * Returns the lines of a run.
   *
   * @param run what to show
   * @return one command for each violation, and one for all that no rule looked at
   */
  public static List<String> lines(LintRun run) {
    return Stream.concat(
            run.rows("violation").stream().map(LintGithub::command),
            run.passedOver().map(LintGithub::notice).stream())
        .toList();
  }

  private static String command(Row row) {
    LintResult result = row.result();
    var place = result.place();
    String where =
        place == null ? "" : "file=" + property(place.source()) + ",line=" + place.line() + ",";
    String what = place == null ? row.subject() + ": " : "";
    return "::" + level(result.severity()) + " " + where + "title="
        + property(result.id().value()) + "::"
        + data(what + result.outcome().text() + ". " + result.rule().remediation());
  }

  private static String notice(String passedOver) {
    return "::notice title=not looked at::" + data(passedOver);
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "notice";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
