package io.temper.agent.demo.report;

import io.temper.agent.chart.Svg;
import java.util.List;

/** The drawings of a report. */
public final class Charts {
  private static final double MARGIN = 24;
  private static final double GAP = 22;
  private static final double HEAD = 88;

  private Charts() {}

  /** Returns the bar charts of a report, most important first. */
  static List<BarChart> bars(DemoReport report) {
    List<ArmFigures> all = report.arms();
    List<ArmFigures> full = all.stream().filter(a -> a.batch().max() > 0).toList();
    return List.of(
        new BarChart("p99 latency of the service", "ms", all, ArmFigures::p99),
        new BarChart(
            "Throughput of the service", "requests per second", all, ArmFigures::throughput),
        new BarChart("Work done by the batch", "MB/s", full, ArmFigures::batch),
        new BarChart("p50 latency of the service", "ms", all, ArmFigures::p50),
        new BarChart("p99.9 latency of the service", "ms", all, ArmFigures::p999));
  }

  /** Returns the result as one picture: headline, p99, throughput, batch. */
  public static String poster(DemoReport report) {
    List<BarChart> shown = bars(report).subList(0, 3);
    double height = HEAD + shown.stream().mapToDouble(c -> c.height() + GAP).sum() + MARGIN;
    double width = BarChart.WIDTH + 2 * MARGIN;
    var svg = new Svg().rect("card", 0.5, 0.5, width - 1, height - 1);
    svg.text("lead", "start", MARGIN, 40, Verdict.headline(report));
    svg.text("note", "start", MARGIN, 60, Verdict.setup(report));
    double y = HEAD;
    for (BarChart chart : shown) {
      svg.group(MARGIN, y, chart.draw());
      y += chart.height() + GAP;
    }
    svg.text("note", "start", MARGIN, height - 16, Verdict.kernel(report));
    return svg.standalone(width, height, Verdict.headline(report));
  }
}
