package io.temper.agent.text;

import io.temper.agent.report.advice.LintPart;
import io.temper.agent.report.advice.LintRun;
import io.temper.agent.report.advice.LintRun.Row;
import io.temper.lint.LintResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link LintRun} as the XML that tools for test results read: a rule is a case, a violation its
 * failure, and what was suppressed, did not apply or could not be checked is skipped, with the reason. Objects
 * that no rule looked at are one skipped case of their own: that is what such tools show.
 */
public final class LintJunit {
  private final List<String> lines = new ArrayList<>();

  private LintJunit() {}

  /**
   * Returns the lines of a run.
   *
   * @param run what to show
   * @return a document
   */
  public static List<String> lines(LintRun run) {
    return new LintJunit().render(run);
  }

  private List<String> render(LintRun run) {
    lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    lines.add("<testsuites" + attribute("name", "temper lint " + run.source())
        + counts(run, run.passedOver().isPresent() ? 1 : 0) + ">");
    for (LintPart part : run.parts()) {
      addSuite(new LintRun(run.source(), run.at(), List.of(part)), part.node());
    }
    run.passedOver().ifPresent(text -> addPassedOver(run, text));
    lines.add("</testsuites>");
    return lines;
  }

  private void addSuite(LintRun suite, String node) {
    lines.add("  <testsuite" + attribute("name", node.isEmpty() ? suite.source() : node)
        + attribute("timestamp", suite.at().toString()) + counts(suite, 0) + ">");
    suite.rows().forEach(this::addCase);
    lines.add("  </testsuite>");
  }

  private void addPassedOver(LintRun run, String text) {
    var none = new LintRun(run.source(), run.at(), List.of());
    lines.add("  <testsuite" + attribute("name", "not looked at")
        + attribute("timestamp", run.at().toString()) + counts(none, 1) + ">");
    addSkipped(
        "    <testcase" + attribute("classname", "lint.manifest")
            + attribute("name", "objects of other kinds"),
        text);
    lines.add("  </testsuite>");
  }

  /** Counts what is in a run, and cases beside it that are skipped. */
  private static String counts(LintRun run, int beside) {
    long skipped = beside
        + run.count("suppressed")
        + run.count("not_applicable")
        + run.count("could_not_check");
    return attribute("tests", Long.toString(run.rows().size() + beside))
        + attribute("failures", Long.toString(run.count("violation")))
        + attribute("errors", "0")
        + attribute("skipped", Long.toString(skipped));
  }

  private void addCase(Row row) {
    LintResult result = row.result();
    String head =
        "    <testcase" + attribute("classname", "lint." + result.rule().scope().label())
            + attribute("name", result.id() + ": " + row.subject());
    switch (result.outcome().label()) {
      case "pass" -> lines.add(head + "/>");
      case "violation" -> addFailure(head, result);
      default ->
        addSkipped(head, result.outcome().label() + ": " + result.outcome().text());
    }
  }

  private void addSkipped(String head, String why) {
    lines.add(head + ">");
    lines.add("      <skipped" + attribute("message", why) + "/>");
    lines.add("    </testcase>");
  }

  private void addFailure(String head, LintResult result) {
    lines.add(head + ">");
    lines.add("      <failure" + attribute("type", result.severity().label())
        + attribute("message", result.outcome().text()) + ">"
        + escaped((result.place() == null ? "" : result.place() + ": ")
            + result.violation().map(violation -> violation.evidence() + ". ").orElse("")
            + result.rule().remediation())
        + "</failure>");
    lines.add("    </testcase>");
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + escaped(value) + "\"";
  }

  /** Names come from threads and files, and XML has characters that cannot even be escaped. */
  private static String escaped(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append("&amp;");
      case '"' -> out.append("&quot;");
      case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
      default -> out.appendCodePoint(isXml(c) ? c : '?');
    }
  }

  private static boolean isXml(int c) {
    return c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
  }
}
