package io.temper.rightsize;

import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.UsageSample;
import io.temper.rightsize.usage.UsageSampleBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes samples and histories of one thread per CPU. */
public final class Samples {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final Duration MINUTE = Duration.ofMinutes(1);

  private Samples() {}

  /** Returns a history of minutes that all use as many CPUs and wait for nobody. */
  public static UsageHistory using(double cpus, int minutes) {
    return history(minutes, sample -> calm(sample, cpus));
  }

  /** Returns a history of minutes in which one thread per CPU waits for a part of the time. */
  public static UsageHistory waiting(int threads, double waitShare, int minutes) {
    return history(minutes, sample -> contended(sample, threads, waitShare));
  }

  public static UsageHistory history(int minutes, UnaryOperator<UsageSampleBuilder> content) {
    UsageHistory history = UsageHistory.EMPTY;
    for (int minute = 0; minute < minutes; minute++) {
      history = history.plus(content.apply(at(minute)).build());
    }
    return history;
  }

  public static UsageSampleBuilder at(int minute) {
    return UsageSample.builder(START.plus(MINUTE.multipliedBy(minute)), MINUTE);
  }

  public static UsageSampleBuilder calm(UsageSampleBuilder sample, double cpus) {
    Duration run = seconds(60 * cpus);
    int threads = Math.max(1, (int) Math.ceil(cpus));
    ThreadUse use = new ThreadUse(run.dividedBy(threads), Duration.ZERO);
    return sample.run(run).threads(Collections.nCopies(threads, use));
  }

  public static UsageSampleBuilder contended(
      UsageSampleBuilder sample, int threads, double waitShare) {
    ThreadUse use = new ThreadUse(seconds(60 * (1 - waitShare)), seconds(60 * waitShare));
    return sample
        .run(use.ran().multipliedBy(threads))
        .threads(Collections.nCopies(threads, use))
        .runnable(List.of(threads));
  }

  public static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
