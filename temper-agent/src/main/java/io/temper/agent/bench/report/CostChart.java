package io.temper.agent.bench.report;

import io.temper.agent.bench.report.BenchReport.Cost;
import io.temper.agent.bench.report.BenchReport.Program;
import io.temper.agent.chart.Numbers;
import io.temper.agent.chart.Scale;
import io.temper.agent.chart.Svg;
import java.util.List;

/**
 * Where the time in Temper's BPF programs goes, one bar a program, all work together.
 *
 * @param costs those of Temper
 */
record CostChart(List<Cost> costs) {
  static final double WIDTH = 760;
  private static final double LEFT = 158;
  private static final double RIGHT = 190;
  private static final double TOP = 34;
  private static final double ROW = 26;

  double height() {
    return TOP + ROW * names().size() + 30;
  }

  private List<String> names() {
    return costs.stream()
        .flatMap(c -> c.programs().stream())
        .map(Program::name)
        .distinct()
        .toList();
  }

  Svg draw() {
    var svg = new Svg()
        .text(
            "head", "start", 0, 16, "Time of one run of each BPF program (ns, counting included)");
    List<String> names = names();
    double longest = names.stream().mapToDouble(this::nanosPerRun).max().orElse(1);
    var scale = Scale.upTo(longest, WIDTH - LEFT - RIGHT);
    for (double tick : scale.ticks()) {
      double x = LEFT + scale.at(tick);
      svg.line(tick == 0 ? "axis" : "grid", x, TOP - 4, x, TOP + ROW * names.size());
      svg.text(
          "tick", "middle", x, TOP + ROW * names.size() + 15, Numbers.tick(tick, scale.step()));
    }
    for (int i = 0; i < names.size(); i++) {
      double y = TOP + ROW * (i + 0.5);
      double nanos = nanosPerRun(names.get(i));
      svg.text("name", "end", LEFT - 10, y + 4.5, names.get(i));
      svg.rect("temper", LEFT, y - 7, scale.at(nanos), 14);
      svg.text("value", "start", WIDTH - RIGHT + 14, y + 4.5, Numbers.format(nanos));
      svg.text("range", "start", WIDTH - RIGHT + 66, y + 4.5, runs(names.get(i)) + " runs");
    }
    return svg;
  }

  private double nanosPerRun(String name) {
    long nanos = sum(name, Program::nanos);
    return (double) nanos / Math.max(1, sum(name, Program::runs));
  }

  private String runs(String name) {
    return Numbers.format((double) sum(name, Program::runs));
  }

  private long sum(String name, java.util.function.ToLongFunction<Program> value) {
    return costs.stream()
        .flatMap(c -> c.programs().stream())
        .filter(p -> p.name().equals(name))
        .mapToLong(value)
        .sum();
  }
}
