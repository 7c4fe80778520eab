package io.temper.agent.bench.report;

import io.temper.agent.bench.report.BenchReport.Target;
import io.temper.agent.chart.Numbers;
import io.temper.agent.chart.Scale;
import io.temper.agent.chart.Svg;
import java.util.List;

/**
 * Ratios with their intervals, one a row, and the mark that each should keep to. A row whose
 * interval lies beyond its mark is drawn in the other colour.
 *
 * @param title what is shown
 * @param targets the rows, top to bottom
 */
record RatioChart(String title, List<Target> targets) {
  static final double WIDTH = 760;
  private static final double LEFT = 250;
  private static final double RIGHT = 120;
  private static final double TOP = 34;
  private static final double ROW = 26;

  double height() {
    return TOP + ROW * targets.size() + 26;
  }

  Svg draw() {
    var svg = new Svg().text("head", "start", 0, 16, title);
    var scale = Scale.upTo(longest(), WIDTH - LEFT - RIGHT);
    double bottom = TOP + ROW * targets.size();
    for (double tick : scale.ticks()) {
      double x = LEFT + scale.at(tick);
      svg.line(tick == 0 ? "axis" : "grid", x, TOP - 4, x, bottom);
      svg.text("tick", "middle", x, bottom + 15, Numbers.tick(tick, scale.step()));
    }
    for (int i = 0; i < targets.size(); i++) {
      row(svg, scale, targets.get(i), TOP + ROW * (i + 0.5));
    }
    return svg;
  }

  /** Who is divided by whom stands in the title. */
  private static String name(String label) {
    int end = label.indexOf(": Temper");
    return end < 0 ? label : label.substring(0, end);
  }

  private double longest() {
    return targets.stream()
        .mapToDouble(t -> Math.max(t.ratio().high(), t.bound()))
        .max()
        .orElse(1);
  }

  private static void row(Svg svg, Scale scale, Target target, double y) {
    var ratio = target.ratio();
    double bound = LEFT + scale.at(target.bound());
    String color = target.outcome().startsWith("missed") ? "stock" : "temper";
    svg.text("name", "end", LEFT - 12, y + 4.5, name(ratio.label()));
    svg.line("axis", bound, y - 9, bound, y + 9);
    svg.line("spread", LEFT + scale.at(ratio.low()), y, LEFT + scale.at(ratio.high()), y);
    svg.dot(color, LEFT + scale.at(ratio.value()), y, 4.5);
    svg.text(
        "value",
        "start",
        WIDTH - RIGHT + 12,
        y + 4.5,
        Numbers.format(ratio.value()) + (target.atMost() ? " ≤ " : " ≥ ") + target.bound());
  }
}
