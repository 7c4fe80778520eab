package io.temper.agent.text;

import io.temper.agent.report.advice.LintRun;
import io.temper.agent.report.advice.LintRun.Row;
import io.temper.agent.text.TextTable.Cell;
import io.temper.lint.LintResult;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A {@link LintRun} for people: what is wrong, what to do, and what could not be looked at. */
public final class LintText {
  private static final Comparator<Row> WORST_FIRST =
      Comparator.comparing(row -> row.result().severity());

  private final LintRun run;
  private final TextStyle style;
  private final List<String> lines = new ArrayList<>();

  private LintText(LintRun run, TextStyle style) {
    this.run = run;
    this.style = style;
  }

  /**
   * Returns the lines of a run.
   *
   * @param run what to show
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(LintRun run, TextStyle style) {
    return new LintText(run, style).render();
  }

  private List<String> render() {
    addViolations(run.rows("violation"));
    addSuppressed(run.rows("suppressed"));
    addUnchecked(run.rows("could_not_check"));
    run.passedOver().ifPresent(text -> lines.add(style.clean(text)));
    lines.add(style.paint(tone(), style.clean(summary())));
    return lines;
  }

  private void addViolations(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    var table = new TextTable().text("SEVERITY").text("RULE").text("WHERE").text("WHAT");
    rows.stream().sorted(WORST_FIRST).forEach(row -> table.row(cells(row)));
    lines.addAll(table.lines(style));
    addSection("What to do");
    var remedies = new TextTable().text("RULE").text("REMEDY");
    rows.stream()
        .map(row -> row.result().rule())
        .distinct()
        .sorted(Comparator.comparing(LintRule::id))
        .forEach(rule -> remedies.row(rule.id().value(), rule.remediation()));
    lines.addAll(remedies.lines(style));
    lines.add("");
  }

  private static List<Cell> cells(Row row) {
    LintResult result = row.result();
    return List.of(
        new Cell(result.severity().label(), tone(result.severity())),
        Cell.of(result.id().value()),
        Cell.of(where(row)),
        Cell.of(result.outcome().text()));
  }

  private static String where(Row row) {
    var place = row.result().place();
    return place == null ? row.subject() : place.toString();
  }

  private void addSuppressed(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    lines.add(style.paint(Tone.STRONG, "Suppressed"));
    var table = new TextTable().text("RULE").text("WHERE").text("WHAT");
    rows.forEach(row ->
        table.row(row.result().id().value(), where(row), row.result().outcome().text()));
    lines.addAll(table.lines(style));
    lines.add("");
  }

  /** By reason, since most rules that cannot look lack the same. */
  private void addUnchecked(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    Map<String, List<String>> rules = rows.stream()
        .collect(Collectors.groupingBy(
            row -> row.result().outcome().text(),
            TreeMap::new,
            Collectors.mapping(row -> row.result().id().value(), Collectors.toList())));
    lines.add(style.paint(Tone.STRONG, "Could not check"));
    rules.forEach((why, names) -> lines.add(style.clean(
        "  " + names.stream().distinct().collect(Collectors.joining(", ")) + ": " + why)));
    lines.add("");
  }

  private void addSection(String title) {
    lines.add("");
    lines.add(style.paint(Tone.STRONG, title));
  }

  private String summary() {
    String found = run.worst().isEmpty()
        ? "no violation found"
        : Words.count(run.count(Severity.ERROR), "error") + ", "
            + Words.count(run.count(Severity.WARNING), "warning") + ", "
            + Words.count(run.count(Severity.INFO), "note");
    return run.heading() + ": " + found + "; " + run.count("suppressed")
        + " suppressed, " + run.count("pass") + " passed, " + run.count("not_applicable")
        + " not applicable, " + run.count("could_not_check") + " could not be checked";
  }

  private Tone tone() {
    return run.worst().map(LintText::tone).orElse(Tone.GOOD);
  }

  private static Tone tone(Severity severity) {
    return switch (severity) {
      case ERROR -> Tone.BAD;
      case WARNING -> Tone.NOTICE;
      case INFO -> Tone.PLAIN;
    };
  }
}
