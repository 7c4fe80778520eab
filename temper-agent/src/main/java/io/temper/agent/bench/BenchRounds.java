package io.temper.agent.bench;

import io.temper.agent.bench.report.BenchMaker;
import io.temper.agent.bench.report.Points;
import io.temper.agent.bench.tool.Tool;
import io.temper.agent.chart.Numbers;
import io.temper.agent.demo.measure.Discipline;
import io.temper.agent.demo.measure.RoundOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures every arm once a round, in an order that changes from round to round.
 *
 * @param options how many rounds of what
 * @param stage the machine
 * @param attach attaches Temper with the uniform plan
 * @param progress told what is measured
 */
record BenchRounds(
    BenchOptions options,
    BenchStage stage,
    Supplier<BenchScheduler> attach,
    Consumer<String> progress) {

  /** Runs all rounds, or as many as begin in time. */
  Points run() {
    var points = new Points();
    long start = System.nanoTime();
    for (int round = 0; round < options.rounds(); round++) {
      if (round > 0 && System.nanoTime() - start > options.limit().toNanos()) {
        progress.accept("the time is over after " + Numbers.count(round, "round"));
        return points;
      }
      for (Discipline arm : RoundOrder.of(Arrays.asList(Discipline.values()), round)) {
        switch (arm) {
          case STOCK -> measure(points, arm, round);
          case FIFO -> measureRealtime(points, round);
          case TEMPER -> measureTemper(points, round);
        }
      }
    }
    return points;
  }

  private void measure(Points points, Discipline arm, int round) {
    uncontended(points, arm, round);
    ladder(points, arm, round);
  }

  /** Only the ladder: the real-time class is its yardstick. */
  private void measureRealtime(Points points, int round) {
    if (!options.has(Part.LADDER)) {
      return;
    }
    stage.realtime(true);
    try {
      ladder(points, Discipline.FIFO, round);
    } finally {
      stage.realtime(false);
    }
  }

  private void measureTemper(Points points, int round) {
    try (var scheduler = attach.get()) {
      uncontended(points, Discipline.TEMPER, round);
      scheduler.check();
      scheduler.publish(stage.pods().tiers());
      ladder(points, Discipline.TEMPER, round);
      scheduler.check();
    }
  }

  private void uncontended(Points points, Discipline arm, int round) {
    for (Tool tool : Tool.values()) {
      if (options.has(Part.ofId(tool.id()))) {
        double micros = stage.run(tool, options.window()).microsPerOperation();
        points.add(tool.id(), arm, round, micros);
        say(round, arm, "%s %.1f µs a %s", tool.id(), micros, tool.operation());
      }
    }
    if (options.has(Part.REDIS)) {
      stage.requests(options.settle());
      BenchStage.Reading reading = stage.requests(options.window());
      points.add("redis", arm, round, reading.work().microsPerOperation());
      say(round, arm, "redis %.1f µs a GET", reading.work().microsPerOperation());
    }
  }

  /** Up in one round, down in the next. */
  private void ladder(Points points, Discipline arm, int round) {
    if (!options.has(Part.LADDER)) {
      return;
    }
    List<Integer> ladder = options.ladder();
    try {
      for (int i = 0; i < ladder.size(); i++) {
        step(points, arm, round, ladder.get(round % 2 == 0 ? i : ladder.size() - 1 - i));
      }
    } finally {
      stage.load(0);
    }
  }

  private void step(Points points, Discipline arm, int round, int spinners) {
    stage.load(BenchPods.LADDER.indexOf(spinners));
    stage.requests(options.settle());
    BenchStage.Reading reading = stage.requests(options.window());
    points.add(BenchMaker.step(spinners, "p50"), arm, round, reading.millis(50));
    points.add(BenchMaker.step(spinners, "p99"), arm, round, reading.millis(99));
    points.add(BenchMaker.step(spinners, "p999"), arm, round, reading.millis(99.9));
    points.add(BenchMaker.step(spinners, "throughput"), arm, round, reading.throughput());
    points.add(
        BenchMaker.step(spinners, "batch"), arm, round, spinners == 0 ? 0 : reading.batchRate());
    say(
        round,
        arm,
        "%d spinners: p99 %.2f ms, %.0f requests/s",
        spinners,
        reading.millis(99),
        reading.throughput());
  }

  private void say(int round, Discipline arm, String format, Object... values) {
    progress.accept(String.format(
        Locale.ROOT,
        "round %d/%d  %-6s  %s",
        round + 1,
        options.rounds(),
        arm.name().toLowerCase(Locale.ROOT),
        String.format(Locale.ROOT, format, values)));
  }
}
