package io.temper.rightsize;

import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.Throttling;

/**
 * Estimates what the threads of a container want from their run time <em>and</em> their waits.
 *
 * <p>Per window and thread, the time spent waiting for others is taken out of the clock (see {@link
 * ThreadUse}); what the container's own limit held up is not (see {@link Throttling}). Of the windows it
 * takes the percentile that leaves 3 % above it. A value counts only once at least three windows reach
 * it, so one spike in a short history moves nothing, while bursts that cover 5 % of it do. A second
 * histogram with a half-life of five minutes follows a step: its median moves after six minutes of a
 * new level, and not at all for a spike of up to four.
 */
public final class ThreadAwareEstimator {
  /** Bursts in 5 % of the minutes are part of the demand; those in 3 % are not. */
  private static final double STEADY_PERCENT = 97;

  private static final double START_UP_PERCENT = 90;
  private static final double PARALLEL_PERCENT = 95;

  /** Between two and three: a third window counts, a second one does not. */
  private static final double IGNORED_WINDOWS = 2.5;

  private ThreadAwareEstimator() {}

  /**
   * Estimates a container.
   *
   * @param history what its threads did
   * @return what they want; all 0 without samples
   */
  public static Demand estimate(UsageHistory history) {
    double typical = history.of(Kept.WANTED).middle(50);
    return new Demand(
        typical,
        Math.max(typical, repeated(history, Kept.WANTED, STEADY_PERCENT)),
        history.of(Kept.RECENT).middle(50),
        repeated(history, Kept.PEAKS, STEADY_PERCENT),
        history.of(Kept.START_UP).middle(START_UP_PERCENT),
        Math.floor(history.of(Kept.RUNNABLE).middle(PARALLEL_PERCENT)));
  }

  /** Returns a percentile, but no value that fewer than three windows of now's weight reach. */
  private static double repeated(UsageHistory history, Kept kept, double percent) {
    DecayingHistogram histogram = history.of(kept);
    double windows = history
        .last()
        .map(now -> histogram.totalAt(now) / HistogramOptions.SAMPLE_WEIGHT)
        .orElse(0.0);
    double repeatedPercent = windows == 0 ? 0 : 100 * (1 - IGNORED_WINDOWS / windows);
    return histogram.middle(Math.max(0, Math.min(percent, repeatedPercent)));
  }
}
