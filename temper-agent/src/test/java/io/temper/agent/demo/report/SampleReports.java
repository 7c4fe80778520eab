package io.temper.agent.demo.report;

import io.temper.agent.demo.measure.Arm;
import io.temper.agent.demo.measure.Latencies;
import io.temper.agent.demo.measure.Results;
import io.temper.agent.demo.measure.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Reports made of invented samples, the same each time. */
final class SampleReports {
  private SampleReports() {}

  static DemoReport full() {
    var results = results(4);
    return new DemoReport(
        DemoReport.SCHEMA,
        "2026-01-02T03:04:05Z",
        "0.1.0",
        new DemoReport.Host("6.18.15-test", 250, "lazy", 2, "Test CPU <1>", true),
        new DemoReport.Setup(4, 1500, "Redis 8.0.2", "one thread", 4, 8, 123),
        plan(),
        ReportMaker.arms(results),
        ReportMaker.ratios(results),
        new Changes(40, 0, 0.8125, 3.5, 4, false, 44, timeline()));
  }

  static DemoReport.Plan plan() {
    return new DemoReport.Plan(
        List.of(
            new DemoReport.PodRow(
                "shop/redis", "temper-critical", "Burstable", 1000, 39, "Critical", "critical"),
            new DemoReport.PodRow(
                "batch/hash & <sort>",
                "temper-background",
                "BestEffort",
                0,
                1,
                "Background",
                "background")),
        List.of(
            new DemoReport.LayerRow("critical", "Grouped", 4, 900, 5, 1),
            new DemoReport.LayerRow("background", "Open", 0, 1, 5, 1)),
        List.of("critical: Grouped instead of Confined, since 2 CPUs are too few for a fence"));
  }

  private static Changes.Timeline timeline() {
    var events = new ArrayList<Changes.Event>();
    for (int i = 1; i <= 10; i++) {
      String change = i % 2 == 1 ? "batch/encode becomes Low" : "shop/api joins as High";
      events.add(new Changes.Event(i * 140, change, 1 + i, 7));
    }
    return new Changes.Timeline(0, 1, 11, 7, 7, "enabled", events);
  }

  private static Results results(int rounds) {
    var random = new SplittableRandom(11);
    var samples = new ArrayList<Sample>();
    for (int round = 0; round < rounds; round++) {
      for (Arm arm : Arm.values()) {
        samples.add(sample(arm, round, random));
      }
    }
    return new Results(samples);
  }

  private static Sample sample(Arm arm, int round, SplittableRandom random) {
    double slow =
        switch (arm) {
          case STOCK_IDLE, TEMPER_IDLE -> 0.5;
          case STOCK_FULL -> 4;
          case FIFO_FULL -> 0.55;
          case TEMPER_FULL -> 0.6;
        };
    double drift = 1 + 0.2 * random.nextDouble();
    long[] nanos = new long[(int) (4 * 1500 / slow)];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = (long) (slow * drift * 1e6 * Math.exp(0.5 * random.nextGaussian()));
    }
    return new Sample(
        arm, round, Duration.ofMillis(1500), Latencies.of(nanos), arm.full() ? 20 * drift : 0);
  }
}
