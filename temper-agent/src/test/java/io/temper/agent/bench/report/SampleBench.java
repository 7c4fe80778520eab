package io.temper.agent.bench.report;

import io.temper.agent.bench.report.BenchReport.Cost;
import io.temper.agent.bench.report.BenchReport.Program;
import io.temper.agent.demo.measure.Discipline;
import io.temper.agent.demo.report.DemoReport;
import java.util.List;

/** A report made from made-up measurements: Temper costs a tenth, and keeps half the way to FIFO. */
final class SampleBench {
  static final List<Integer> LADDER = List.of(0, 4);

  private SampleBench() {}

  static Points points(int rounds) {
    var points = new Points();
    for (int round = 0; round < rounds; round++) {
      points.add("pipe", Discipline.STOCK, round, 100 + round % 3);
      points.add("pipe", Discipline.TEMPER, round, 110 + round % 3);
      for (int spinners : LADDER) {
        for (Discipline arm : Discipline.values()) {
          double slow = spinners == 0 ? 1 : arm == Discipline.STOCK ? 10 : 1 + 0.01 * round;
          for (String metric : List.of("p50", "p99", "p999")) {
            points.add(BenchMaker.step(spinners, metric), arm, round, slow);
          }
          points.add(BenchMaker.step(spinners, "throughput"), arm, round, 1000 / slow);
          points.add(BenchMaker.step(spinners, "batch"), arm, round, spinners);
        }
      }
    }
    return points;
  }

  static BenchReport report(int rounds) {
    var maker = new BenchMaker(points(rounds));
    var uncontended =
        List.of(maker.uncontended("pipe", "ping & pong", "hand-over").orElseThrow());
    return new BenchReport(
        BenchReport.SCHEMA,
        "2026-11-26T01:00:00Z",
        new BenchReport.Build("0.1.0", "abc", "0123"),
        new DemoReport.Host("6.18.15", 250, "lazy", 2, "QEMU TCG CPU", true),
        new BenchReport.Setup(rounds, 1000, "Redis 8", 4, "wall", 60),
        uncontended,
        maker.ladder(LADDER),
        maker.targets(uncontended, LADDER),
        List.of(
            new Cost(
                "pipe", "hand-over", "stock", 1000, 10, 2000, 1000, 3, 1000, 0, 0, 0, List.of()),
            new Cost(
                "pipe",
                "hand-over",
                "temper",
                1000,
                12,
                2000,
                1000,
                500,
                2,
                40,
                0,
                0,
                List.of(new Program("dispatch", 2000, 900_000)))));
  }
}
