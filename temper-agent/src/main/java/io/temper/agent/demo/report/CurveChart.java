package io.temper.agent.demo.report;

import io.temper.agent.chart.Numbers;
import io.temper.agent.chart.Palette;
import io.temper.agent.chart.Svg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Latency by percentile of all rounds together, one curve an arm. Percentiles stand at equal
 * distances of "nines" and latency on a logarithmic axis, so the tail has as much room as the body.
 *
 * @param arms the arms
 */
record CurveChart(List<ArmFigures> arms) {
  static final double WIDTH = 760;
  static final double HEIGHT = 360;
  private static final double LEFT = 52;
  private static final double RIGHT = 168;
  private static final double TOP = 34;
  private static final double BOTTOM = 40;
  private static final double LABEL_DISTANCE = 17;
  private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9, 99.99};

  /** Where the label of a curve wants to be. */
  private record Label(ArmFigures arm, double x, double y) {}

  Svg draw() {
    var svg = new Svg().text("head", "start", 0, 16, "Latency by percentile, all rounds (ms)");
    drawVerticalGrid(svg);
    drawHorizontalGrid(svg);
    var labels = new ArrayList<Label>();
    for (ArmFigures arm : arms) {
      double[] points = points(arm);
      svg.path(Palette.curve(arm.id()), points);
      labels.add(new Label(arm, points[points.length - 2], points[points.length - 1]));
    }
    drawLabels(svg, labels);
    return svg;
  }

  private double[] points(ArmFigures arm) {
    double[] points = new double[arm.curve().size() * 2];
    for (int i = 0; i < arm.curve().size(); i++) {
      points[2 * i] = x(arm.curve().get(i).percent());
      points[2 * i + 1] = y(arm.curve().get(i).millis());
    }
    return points;
  }

  private void drawVerticalGrid(Svg svg) {
    for (double percent : PERCENTILES) {
      if (percent <= lastPercent() + 1e-6) {
        double x = x(percent);
        svg.line("grid", x, TOP, x, HEIGHT - BOTTOM);
        String label = percent % 1 == 0 ? "p%.0f" : percent > 99.95 ? "p%.2f" : "p%.1f";
        svg.text(
            "tick",
            "middle",
            x,
            HEIGHT - BOTTOM + 16,
            String.format(java.util.Locale.ROOT, label, percent));
      }
    }
  }

  private void drawHorizontalGrid(Svg svg) {
    for (double decade = 1e-3; decade < 1e5; decade *= 10) {
      for (double step : new double[] {1, 2, 5}) {
        double millis = decade * step;
        if (millis >= smallest() * 0.999 && millis <= largest() * 1.001) {
          svg.line("grid", LEFT, y(millis), WIDTH - RIGHT, y(millis));
          String label = millis < 1
              ? String.valueOf(Math.round(millis * 1000) / 1000.0)
              : Numbers.tick(millis, 1);
          svg.text("tick", "end", LEFT - 8, y(millis) + 4, label);
        }
      }
    }
  }

  /** Labels stand at the ends of their curves, moved apart where curves end close together. */
  private static void drawLabels(Svg svg, List<Label> labels) {
    labels.sort(Comparator.comparingDouble(Label::y));
    double previous = -LABEL_DISTANCE;
    for (Label label : labels) {
      double y = Math.max(label.y() + 4, previous + LABEL_DISTANCE);
      double x = WIDTH - RIGHT + 24;
      svg.line("axis pale", label.x() + 3, label.y(), x - 5, y - 4);
      svg.dot(Palette.hue(label.arm().id()), label.x(), label.y(), 3);
      svg.text("name", "start", x, y, label.arm().label());
      previous = y;
    }
  }

  private double x(double percent) {
    double first = ReportMaker.nines(50);
    double last = ReportMaker.nines(lastPercent());
    double share = (ReportMaker.nines(percent) - first) / Math.max(last - first, 1e-9);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double millis) {
    double low = Math.log(smallest());
    double high = Math.log(largest());
    return HEIGHT - BOTTOM - (Math.log(millis) - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private double lastPercent() {
    return arms.stream()
        .mapToDouble(a -> a.curve().get(a.curve().size() - 1).percent())
        .max()
        .orElse(99);
  }

  private double smallest() {
    return extent(Math::min, Double.MAX_VALUE) * 0.8;
  }

  private double largest() {
    return extent(Math::max, 0) * 1.15;
  }

  private double extent(java.util.function.DoubleBinaryOperator choose, double start) {
    return arms.stream()
        .flatMap(a -> a.curve().stream())
        .mapToDouble(ArmFigures.CurvePoint::millis)
        .reduce(start, choose);
  }
}
