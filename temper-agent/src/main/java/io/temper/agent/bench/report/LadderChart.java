package io.temper.agent.bench.report;

import io.temper.agent.bench.report.BenchReport.Step;
import io.temper.agent.chart.Numbers;
import io.temper.agent.chart.Svg;
import io.temper.agent.demo.report.ArmFigures.Figure;
import java.util.List;
import java.util.function.Function;

/**
 * One figure of the service over the steps of the ladder, one line an arm: dots are medians, thin
 * lines ranges. The axis is logarithmic, since arms lie a factor of ten apart.
 *
 * @param title what is shown
 * @param steps of the report; values that are not positive are left out
 * @param figure which figure of a step
 */
record LadderChart(String title, List<Step> steps, Function<Step, Figure> figure) {
  static final double WIDTH = 760;
  static final double HEIGHT = 300;
  private static final double LEFT = 60;
  private static final double RIGHT = 130;
  private static final double TOP = 34;
  private static final double BOTTOM = 44;
  private static final double ARM_OFFSET = 5;

  Svg draw() {
    var svg = new Svg().text("head", "start", 0, 16, title);
    grid(svg);
    List<Integer> ladder = ladder();
    for (int i = 0; i < ladder.size(); i++) {
      svg.text("tick", "middle", x(i), HEIGHT - BOTTOM + 18, Integer.toString(ladder.get(i)));
    }
    svg.text("range", "middle", (x(0) + x(ladder.size() - 1)) / 2, HEIGHT - 8, "spinners per CPU");
    double labelY = TOP + 10;
    for (String arm : steps.stream().map(Step::arm).distinct().toList()) {
      line(svg, arm, ladder);
      svg.dot(arm, WIDTH - RIGHT + 24, labelY - 4, 4);
      svg.text("name", "start", WIDTH - RIGHT + 34, labelY, name(arm));
      labelY += 20;
    }
    return svg;
  }

  static String name(String arm) {
    return switch (arm) {
      case "stock" -> "Stock";
      case "fifo" -> "SCHED_FIFO";
      default -> "Temper";
    };
  }

  private List<Integer> ladder() {
    return steps.stream()
        .filter(s -> figure.apply(s).median() > 0)
        .map(Step::spinners)
        .distinct()
        .toList();
  }

  private void line(Svg svg, String arm, List<Integer> ladder) {
    List<Step> own = steps.stream()
        .filter(s -> s.arm().equals(arm) && figure.apply(s).median() > 0)
        .toList();
    double[] path = new double[own.size() * 2];
    for (int i = 0; i < own.size(); i++) {
      Figure value = figure.apply(own.get(i));
      double x = x(ladder.indexOf(own.get(i).spinners())) + offset(arm);
      path[2 * i] = x;
      path[2 * i + 1] = y(value.median());
      if (value.min() > 0) {
        svg.line("spread", x, y(value.min()), x, y(value.max()));
      }
      svg.dot(arm, x, y(value.median()), 4);
    }
    svg.path("curve " + arm + "-line", path);
  }

  /** Ranges of different arms stand beside each other. */
  private static double offset(String arm) {
    return switch (arm) {
      case "stock" -> -ARM_OFFSET;
      case "fifo" -> 0;
      default -> ARM_OFFSET;
    };
  }

  private void grid(Svg svg) {
    for (double decade = 1e-4; decade < 1e7; decade *= 10) {
      for (double step : new double[] {1, 2, 5}) {
        double value = decade * step;
        if (value >= smallest() && value <= largest()) {
          svg.line("grid", LEFT, y(value), WIDTH - RIGHT, y(value));
          svg.text("tick", "end", LEFT - 8, y(value) + 4, Numbers.format(value));
        }
      }
    }
  }

  private double x(int index) {
    int count = Math.max(2, ladder().size());
    return LEFT + 26 + index * (WIDTH - LEFT - RIGHT - 52) / (count - 1);
  }

  private double y(double value) {
    double low = Math.log(smallest());
    double high = Math.log(largest());
    return HEIGHT - BOTTOM - (Math.log(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private double smallest() {
    return 0.85
        * steps.stream()
            .mapToDouble(s -> figure.apply(s).min())
            .filter(v -> v > 0)
            .min()
            .orElse(0.1);
  }

  private double largest() {
    return 1.15
        * steps.stream()
            .mapToDouble(s -> figure.apply(s).max())
            .filter(v -> v > 0)
            .max()
            .orElse(1);
  }
}
