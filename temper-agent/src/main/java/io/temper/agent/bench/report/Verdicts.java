package io.temper.agent.bench.report;

import io.temper.agent.demo.report.RatioFigure;

/** Whether a ratio keeps to its target, as far as its interval can tell. Pure. */
final class Verdicts {
  private static final int ENOUGH_ROUNDS = 20;
  /** An interval that reaches further beyond the target says nothing. */
  private static final double SLACK = 0.25;

  private Verdicts() {}

  /** Returns the target with its outcome. */
  static BenchReport.Target of(double bound, boolean atMost, RatioFigure ratio) {
    String outcome = atMost
        ? judge(ratio.high() <= bound, ratio.low() <= bound, ratio.high() <= bound * (1 + SLACK))
        : judge(ratio.low() >= bound, ratio.high() >= bound, ratio.low() >= bound * (1 - SLACK));
    boolean few = ratio.rounds() < ENOUGH_ROUNDS;
    return new BenchReport.Target(
        bound, atMost, ratio, few ? outcome + " (too few rounds to count)" : outcome);
  }

  private static String judge(boolean kept, boolean reached, boolean narrow) {
    if (kept) {
      return "met";
    }
    if (!reached) {
      return "missed";
    }
    return narrow ? "met within the interval" : "undecided: the interval is too wide";
  }
}
