package io.temper.agent.text;

import io.temper.agent.report.advice.RightsizeReport;
import io.temper.agent.report.advice.SizedContainer;
import io.temper.agent.text.TextTable.Cell;
import io.temper.rightsize.Advice;
import io.temper.rightsize.Recommendation;
import io.temper.rightsize.Verdict;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A {@link RightsizeReport} for people: a row per container, and below it the reasons. */
public final class RightsizeText {
  private final RightsizeReport report;
  private final TextStyle style;
  private final List<String> lines = new ArrayList<>();

  private RightsizeText(RightsizeReport report, TextStyle style) {
    this.report = report;
    this.style = style;
  }

  /**
   * Returns the lines of a report.
   *
   * @param report what to show
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(RightsizeReport report, TextStyle style) {
    return new RightsizeText(report, style).render();
  }

  private List<String> render() {
    if (report.containers().isEmpty()) {
      lines.add(style.clean("Nothing is known of any container yet (" + report.source() + ")."));
    } else {
      lines.addAll(table().lines(style));
      report.containers().forEach(this::addReasons);
    }
    if (!report.unseen().isEmpty()) {
      addHeading("No history of " + Words.count(report.unseen().size(), "container"));
      report.unseen().forEach(name -> lines.add(style.clean("  " + name)));
    }
    return lines;
  }

  private TextTable table() {
    var table = new TextTable()
        .text("CONTAINER")
        .text("VERDICT")
        .number("REQUEST")
        .number("RECOMMENDED")
        .number("LOWER")
        .number("UPPER");
    if (report.comparesVpa()) {
      table.number("VPA");
    }
    table.number("CONFIDENCE").text("EVIDENCE").text("ADVICE");
    report.containers().forEach(container -> table.row(row(container)));
    return table;
  }

  private List<Cell> row(SizedContainer container) {
    Recommendation recommendation = container.recommendation();
    var row = new ArrayList<Cell>();
    row.add(Cell.of(container.id().toString()));
    row.add(container.isCompared() ? verdict(recommendation.verdict()) : Cell.of("?"));
    row.add(Cell.of(container.isCompared() ? recommendation.current().request().toString() : "?"));
    row.add(Cell.of(recommendation.estimate().target().toString()));
    row.add(Cell.of(recommendation.estimate().lower().toString()));
    row.add(Cell.of(bound(recommendation.estimate().upper())));
    if (report.comparesVpa()) {
      row.add(Cell.of(container.vpa().target().toString()));
    }
    row.add(Cell.of(Math.round(recommendation.confidence() * 100) + "%"));
    row.add(Cell.of(span(recommendation.span())));
    row.add(Cell.of(
        container.isCompared()
            ? advice(recommendation)
            : container.notCompared().orElse("")));
    return row;
  }

  private static Cell verdict(Verdict verdict) {
    Tone tone =
        switch (verdict) {
          case STARVED -> Tone.BAD;
          case PADDED -> Tone.NOTICE;
          case FITS -> Tone.GOOD;
          case UNKNOWN -> Tone.PLAIN;
        };
    return new Cell(verdict.label(), tone);
  }

  /** With hardly any evidence the bound is beyond any machine. */
  private static String bound(CpuQuantity upper) {
    return upper.compareTo(CpuQuantity.ofCpus(8192)) > 0 ? "any" : upper.toString();
  }

  private static String span(Duration span) {
    if (span.toHours() < 2) {
      return span.toMinutes() + "m";
    }
    return span.toDays() < 2 ? span.toHours() + "h" : span.toDays() + "d";
  }

  private static String advice(Recommendation recommendation) {
    return recommendation.advice().stream().map(Advice::label).collect(Collectors.joining(", "));
  }

  private void addReasons(SizedContainer container) {
    var recommendation = container.recommendation();
    if (recommendation.reasons().isEmpty()) {
      return;
    }
    addHeading(container.id().toString());
    recommendation.reasons().forEach(reason -> lines.add(style.clean("  " + reason.sentence())));
  }

  private void addHeading(String text) {
    lines.add("");
    lines.add(style.paint(Tone.STRONG, style.clean(text)));
  }
}
