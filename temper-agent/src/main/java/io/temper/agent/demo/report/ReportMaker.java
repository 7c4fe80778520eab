package io.temper.agent.demo.report;

import io.temper.agent.demo.measure.Arm;
import io.temper.agent.demo.measure.Latencies;
import io.temper.agent.demo.measure.Metric;
import io.temper.agent.demo.measure.Ratio;
import io.temper.agent.demo.measure.RatioOf;
import io.temper.agent.demo.measure.Results;
import io.temper.agent.demo.measure.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Turns measured samples into the figures of a report. */
public final class ReportMaker {
  private static final int CURVE_POINTS = 41;

  private ReportMaker() {}

  /** Returns the figures of every arm measured. */
  public static List<ArmFigures> arms(Results results) {
    return results.arms().stream().map(arm -> figures(results, arm)).toList();
  }

  /** Returns every ratio whose two arms were measured. */
  public static List<RatioFigure> ratios(Results results) {
    return Arrays.stream(RatioOf.values())
        .flatMap(question -> results.ratio(question).stream().map(r -> figure(question, r)))
        .toList();
  }

  private static RatioFigure figure(RatioOf question, Ratio ratio) {
    return new RatioFigure(
        question.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        question.label(),
        round(ratio.value()),
        round(ratio.low()),
        round(ratio.high()),
        ratio.rounds());
  }

  private static ArmFigures figures(Results results, Arm arm) {
    Latencies pooled = results.pooled(arm);
    return new ArmFigures(
        arm.id(),
        arm.label(),
        figure(results, arm, Metric.P50),
        figure(results, arm, Metric.P99),
        figure(results, arm, Metric.P999),
        figure(results, arm, Metric.THROUGHPUT),
        figure(results, arm, Metric.BATCH),
        pooled.count(),
        round(pooled.max() / 1e6),
        curve(pooled));
  }

  private static ArmFigures.Figure figure(Results results, Arm arm, Metric metric) {
    Spread spread = results.spread(arm, metric);
    List<Double> rounds =
        results.series(arm, metric).stream().map(ReportMaker::round).toList();
    return new ArmFigures.Figure(
        round(spread.median()), round(spread.min()), round(spread.max()), rounds);
  }

  /**
   * Points at equal distances of "nines" from 50 % to the last percentile that ten requests lie
   * beyond: further out the curve would show single requests.
   */
  private static List<ArmFigures.CurvePoint> curve(Latencies pooled) {
    double first = nines(50);
    double last = Math.max(first, Math.log10(pooled.count() / 10.0));
    return IntStream.range(0, CURVE_POINTS)
        .mapToDouble(i -> first + (last - first) * i / (CURVE_POINTS - 1))
        .map(nines -> 100 * (1 - Math.pow(10, -nines)))
        .mapToObj(p -> new ArmFigures.CurvePoint(round(p), round(pooled.percentile(p) / 1e6)))
        .toList();
  }

  /** Returns how many nines a percentile has: 90 → 1, 99 → 2, 99.9 → 3. */
  static double nines(double percent) {
    return -Math.log10(1 - percent / 100);
  }

  /** Keeps six significant digits: more would pretend to a precision that no clock has. */
  private static double round(double value) {
    return value == 0 ? 0 : Double.parseDouble(String.format(Locale.ROOT, "%.5e", value));
  }
}
