package io.temper.agent.demo.report;

import io.temper.agent.chart.Numbers;
import io.temper.agent.chart.Palette;
import io.temper.agent.text.TextStyle;
import io.temper.agent.text.TextTable;
import io.temper.agent.text.TextTable.Cell;
import io.temper.agent.text.Tone;
import java.util.ArrayList;
import java.util.List;

/** Writes a report for a terminal. */
public final class ReportText {
  private static final int BAR_CELLS = 40;

  private ReportText() {}

  /** Returns the plan: pods, layers and what the planner has to say. */
  public static List<String> plan(DemoReport.Plan plan, TextStyle style) {
    var lines = new ArrayList<>(pods(plan, style));
    lines.add("");
    lines.addAll(layers(plan, style));
    if (!plan.decisions().isEmpty()) {
      lines.add("");
      plan.decisions().forEach(d -> lines.add(style.paint(Tone.QUIET, style.clean("· " + d))));
    }
    return List.copyOf(lines);
  }

  /** Returns the result: headline, table, bars, ratios, what the kernel showed, caveats. */
  public static List<String> result(DemoReport report, TextStyle style) {
    var lines = new ArrayList<String>();
    lines.add(style.paint(Tone.STRONG, style.clean(Verdict.headline(report))));
    lines.add(style.clean(Verdict.setup(report)));
    lines.add(style.clean(Verdict.kernel(report)));
    lines.add("");
    lines.addAll(figures(report, style));
    for (BarChart chart : Charts.bars(report)) {
      lines.add("");
      lines.addAll(bars(chart, style));
    }
    lines.add("");
    lines.addAll(ratios(report, style));
    lines.add("");
    Verdict.changes(report).ifPresent(c -> lines.add(style.clean(c)));
    Verdict.caveats(report).forEach(c -> lines.add(style.paint(Tone.QUIET, style.clean("· " + c))));
    return List.copyOf(lines);
  }

  private static List<String> pods(DemoReport.Plan plan, TextStyle style) {
    var table = new TextTable()
        .text("POD")
        .text("PRIORITY CLASS")
        .text("QOS")
        .text("TIER")
        .text("LAYER")
        .number("REQUEST")
        .number("CPU.WEIGHT");
    for (DemoReport.PodRow pod : plan.pods()) {
      table.row(
          pod.pod(),
          pod.priorityClass(),
          pod.qosClass(),
          pod.tier(),
          pod.layer(),
          pod.requestMillis() + "m",
          Integer.toString(pod.cpuWeight()));
    }
    return table.lines(style);
  }

  private static List<String> layers(DemoReport.Plan plan, TextStyle style) {
    var table = new TextTable()
        .text("LAYER")
        .text("KIND")
        .number("RANK")
        .number("WEIGHT")
        .number("SLICE")
        .number("PODS");
    for (DemoReport.LayerRow layer : plan.layers()) {
      table.row(
          layer.name(),
          layer.kind(),
          Integer.toString(layer.rank()),
          Integer.toString(layer.weight()),
          Numbers.format(layer.sliceMillis()) + " ms",
          Integer.toString(layer.pods()));
    }
    return table.lines(style);
  }

  private static List<String> figures(DemoReport report, TextStyle style) {
    var table = new TextTable()
        .text("ARM (median, range of rounds)")
        .number("P50 ms")
        .number("P99 ms")
        .text("")
        .number("P99.9 ms")
        .text("")
        .number("MAX ms")
        .number("REQUESTS/s")
        .number("BATCH MB/s");
    for (ArmFigures arm : report.arms()) {
      table.row(List.of(
          Cell.of(arm.label()),
          Cell.of(plain(arm.p50().median())),
          new Cell(plain(arm.p99().median()), Tone.STRONG),
          new Cell(range(arm.p99()), Tone.QUIET),
          Cell.of(plain(arm.p999().median())),
          new Cell(range(arm.p999()), Tone.QUIET),
          Cell.of(plain(arm.maxMillis())),
          Cell.of(plain(arm.throughput().median())),
          Cell.of(plain(arm.batch().median()))));
    }
    return table.lines(style);
  }

  private static List<String> ratios(DemoReport report, TextStyle style) {
    var table = new TextTable().text("RATIO OF MEDIANS").number("VALUE").text("95 % INTERVAL");
    for (RatioFigure ratio : report.ratios()) {
      table.row(
          ratio.label(), plain(ratio.value()), plain(ratio.low()) + " – " + plain(ratio.high()));
    }
    return table.lines(style);
  }

  private static List<String> bars(BarChart chart, TextStyle style) {
    var lines = new ArrayList<String>();
    lines.add(style.paint(Tone.STRONG, style.clean(chart.title() + " (" + chart.unit() + ")")));
    double largest = chart.arms().stream()
        .mapToDouble(a -> chart.figure().apply(a).median())
        .max()
        .orElse(1);
    int width = chart.arms().stream().mapToInt(a -> a.label().length()).max().orElse(0);
    for (ArmFigures arm : chart.arms()) {
      double value = chart.figure().apply(arm).median();
      String bar = TextBar.of(value / largest, BAR_CELLS, style.unicode());
      lines.add("  " + style.clean(arm.label()) + " ".repeat(width - arm.label().length()) + "  "
          + style.paint(tone(arm), bar) + " " + plain(value));
    }
    return lines;
  }

  private static Tone tone(ArmFigures arm) {
    return switch (Palette.hue(arm.id())) {
      case "temper" -> Tone.GOOD;
      case "stock" -> Tone.NOTICE;
      default -> Tone.QUIET;
    };
  }

  private static String range(ArmFigures.Figure figure) {
    return plain(figure.min()) + " – " + plain(figure.max());
  }

  /** Terminals have no thin space. */
  private static String plain(double value) {
    return Numbers.format(value).replace("\u2009", "");
  }
}
