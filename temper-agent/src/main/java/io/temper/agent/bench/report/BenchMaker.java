package io.temper.agent.bench.report;

import io.temper.agent.bench.cost.Meter;
import io.temper.agent.bench.report.BenchReport.Step;
import io.temper.agent.bench.report.BenchReport.Target;
import io.temper.agent.bench.report.BenchReport.Uncontended;
import io.temper.agent.chart.Numbers;
import io.temper.agent.demo.measure.Discipline;
import io.temper.agent.demo.measure.Ratio;
import io.temper.agent.demo.measure.Spread;
import io.temper.agent.demo.report.ArmFigures.Figure;
import io.temper.agent.demo.report.RatioFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns what was measured into the figures of a report. */
public final class BenchMaker {
  /** Uncontended work may take this much longer than under the stock scheduler. */
  static final double COST = 1.05;
  /** p99 of the service beside spinners ÷ the same service under SCHED_FIFO. */
  static final double P99 = 1.1;
  /** Throughput of the service beside spinners ÷ the same service under SCHED_FIFO. */
  static final double THROUGHPUT = 0.95;

  private final Points points;

  /** Reads {@code points}. */
  public BenchMaker(Points points) {
    this.points = points;
  }

  /** Returns the name of a series of the ladder. */
  public static String step(int spinners, String metric) {
    return "ladder-" + spinners + "/" + metric;
  }

  /** Returns one piece of uncontended work; empty if it was left out. */
  public Optional<Uncontended> uncontended(String id, String label, String operation) {
    return points
        .ratio(id, Discipline.TEMPER, id, Discipline.STOCK)
        .map(r -> new Uncontended(
            id,
            label,
            operation,
            figure(id, Discipline.STOCK),
            figure(id, Discipline.TEMPER),
            ratio("cost-" + id, label + ": Temper ÷ stock", r)));
  }

  /** Returns the steps of the ladder, arms of one step together. */
  public List<Step> ladder(List<Integer> ladder) {
    var steps = new ArrayList<Step>();
    for (int spinners : ladder) {
      for (Discipline arm : Discipline.values()) {
        if (!points.of(step(spinners, "p99"), arm).isEmpty()) {
          steps.add(new Step(
              spinners,
              id(arm),
              figure(step(spinners, "p50"), arm),
              figure(step(spinners, "p99"), arm),
              figure(step(spinners, "p999"), arm),
              figure(step(spinners, "throughput"), arm),
              figure(step(spinners, "batch"), arm)));
        }
      }
    }
    return List.copyOf(steps);
  }

  /** Returns every target that the run can say something about. */
  public List<Target> targets(List<Uncontended> uncontended, List<Integer> ladder) {
    var targets = new ArrayList<Target>();
    uncontended.forEach(u -> targets.add(Verdicts.of(COST, true, u.ratio())));
    for (int spinners : ladder) {
      if (spinners > 0) {
        toFifo(spinners, "p99").ifPresent(r -> targets.add(Verdicts.of(P99, true, r)));
      }
    }
    for (int spinners : ladder) {
      if (spinners > 0) {
        toFifo(spinners, "throughput")
            .ifPresent(r -> targets.add(Verdicts.of(THROUGHPUT, false, r)));
      }
    }
    return List.copyOf(targets);
  }

  private Optional<RatioFigure> toFifo(int spinners, String metric) {
    String series = step(spinners, metric);
    return points
        .ratio(series, Discipline.TEMPER, series, Discipline.FIFO)
        .map(r -> ratio(
            metric + "-" + spinners + "-to-fifo",
            metric + ", " + Numbers.count(spinners, "spinner") + " per CPU: Temper ÷ SCHED_FIFO",
            r));
  }

  /** Returns what the kernel counted, a figure of Temper's layers beside it. */
  public static BenchReport.Cost cost(
      String id, String operation, Discipline arm, Meter.Reading reading, Evictions evictions) {
    var counts = reading.counts();
    return new BenchReport.Cost(
        id,
        operation,
        id(arm),
        reading.work().operations(),
        round(reading.work().microsPerOperation()),
        counts.switches(),
        counts.wakeUps(),
        counts.reschedules(),
        counts.calls(),
        counts.irqWorks(),
        evictions.given(),
        evictions.suffered(),
        reading.programs().byName().entrySet().stream()
            .map(e -> new BenchReport.Program(
                e.getKey(), e.getValue().runs(), e.getValue().nanos()))
            .sorted(Comparator.comparingLong(BenchReport.Program::nanos).reversed())
            .toList());
  }

  /**
   * How often a rank used its right.
   *
   * @param given CPUs taken for a task that woke up
   * @param suffered tasks that lost their CPU before their slice ended
   */
  public record Evictions(long given, long suffered) {
    /** What the stock scheduler does. */
    public static final Evictions NONE = new Evictions(0, 0);

    /** Returns what was added since {@code before}. */
    public Evictions since(Evictions before) {
      return new Evictions(given - before.given, suffered - before.suffered);
    }
  }

  private static String id(Discipline arm) {
    return arm.name().toLowerCase(Locale.ROOT);
  }

  private Figure figure(String series, Discipline arm) {
    List<Double> values = points.of(series, arm);
    Spread spread = Spread.of(values);
    return new Figure(
        round(spread.median()),
        round(spread.min()),
        round(spread.max()),
        values.stream().map(BenchMaker::round).toList());
  }

  private static RatioFigure ratio(String id, String label, Ratio ratio) {
    return new RatioFigure(
        id, label, round(ratio.value()), round(ratio.low()), round(ratio.high()), ratio.rounds());
  }

  /** Five significant digits: no clock here has more. */
  private static double round(double value) {
    return value == 0 ? 0 : Double.parseDouble(String.format(Locale.ROOT, "%.4e", value));
  }
}
