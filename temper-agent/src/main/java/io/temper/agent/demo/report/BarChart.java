package io.temper.agent.demo.report;

import io.temper.agent.chart.Numbers;
import io.temper.agent.chart.Palette;
import io.temper.agent.chart.Scale;
import io.temper.agent.chart.Svg;
import java.util.List;
import java.util.function.Function;

/**
 * Horizontal bars, one an arm: the bar is the median, the thin line the range, each dot a round.
 * A range beyond the axis ends in an arrow; the figures beside it are complete.
 *
 * @param title what is shown
 * @param unit unit of the values
 * @param arms the arms, top to bottom
 * @param figure which figure of an arm
 */
record BarChart(
    String title,
    String unit,
    List<ArmFigures> arms,
    Function<ArmFigures, ArmFigures.Figure> figure) {
  static final double WIDTH = 760;
  private static final double LEFT = 158;
  private static final double RIGHT = 150;
  private static final double TOP = 34;
  private static final double ROW = 34;
  private static final double BAR = 16;
  private static final double OUTLIER = 1.6;

  double height() {
    return TOP + ROW * arms.size() + 26;
  }

  Svg draw() {
    var svg = new Svg();
    var scale = Scale.upTo(longest(), WIDTH - LEFT - RIGHT);
    svg.text("head", "start", 0, 16, title + " (" + unit + ")");
    drawGrid(svg, scale);
    for (int i = 0; i < arms.size(); i++) {
      drawRow(svg, scale, arms.get(i), TOP + ROW * i);
    }
    return svg;
  }

  /** One wild round must not make every bar a stump: what lies beyond ends in an arrow. */
  private double longest() {
    double median =
        arms.stream().mapToDouble(a -> figure.apply(a).median()).max().orElse(1);
    double most = arms.stream().mapToDouble(a -> figure.apply(a).max()).max().orElse(1);
    return Math.min(most, OUTLIER * median);
  }

  private void drawGrid(Svg svg, Scale scale) {
    double bottom = TOP + ROW * arms.size();
    for (double tick : scale.ticks()) {
      double x = LEFT + scale.at(tick);
      svg.line(tick == 0 ? "axis" : "grid", x, TOP - 4, x, bottom);
      svg.text("tick", "middle", x, bottom + 15, Numbers.tick(tick, scale.step()));
    }
  }

  private void drawRow(Svg svg, Scale scale, ArmFigures arm, double y) {
    var value = figure.apply(arm);
    double middle = y + ROW / 2;
    svg.text("name", "end", LEFT - 10, middle + 4.5, arm.label());
    svg.rect(Palette.fill(arm.id()), LEFT, middle - BAR / 2, scale.at(value.median()), BAR);
    drawRounds(svg, scale, value, middle);
    svg.text("value", "start", WIDTH - RIGHT + 14, middle + 4.5, Numbers.format(value.median()));
    svg.text(
        "range",
        "start",
        WIDTH - RIGHT + 66,
        middle + 4.5,
        Numbers.format(value.min()) + " – " + Numbers.format(value.max()));
  }

  private static void drawRounds(Svg svg, Scale scale, ArmFigures.Figure value, double middle) {
    double end = LEFT + scale.at(Math.min(value.max(), scale.max()));
    svg.line("spread", LEFT + scale.at(value.min()), middle, end, middle);
    for (double round : value.rounds()) {
      if (round <= scale.max()) {
        svg.dot("round", LEFT + scale.at(round), middle, 2.6);
      }
    }
    if (value.max() > scale.max()) {
      svg.path("arrow", end - 6, middle - 5, end, middle, end - 6, middle + 5);
    }
  }
}
