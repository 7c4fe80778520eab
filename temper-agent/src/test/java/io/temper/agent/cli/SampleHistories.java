package io.temper.agent.cli;

import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.UsageSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A day of a starved, a padded and a fitting container. */
public final class SampleHistories {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String CART =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  private SampleHistories() {}

  /** Returns the histories of {@code rightsize/pods.yaml}. */
  public static Map<ContainerId, UsageHistory> ofDay() {
    return Map.of(
        // Known by the runtime's id alone, as on a host whose workload file names its group.
        new ContainerId("host", "kubepods", CART),
        history(4, 0.5, 0.5),
        new ContainerId("shop", "cart-0", "mesh"),
        history(1, 0.1, 0),
        new ContainerId("shop", "idle-0", "app"),
        history(1, 0.25, 0),
        new ContainerId("shop", "calm-0", ""),
        history(2, 0.5, 0));
  }

  private static UsageHistory history(int threads, double runs, double waits) {
    UsageHistory history = UsageHistory.EMPTY;
    ThreadUse use = new ThreadUse(share(runs), share(waits));
    for (int minute = 0; minute <= 1440; minute++) {
      history = history.plus(
          UsageSample.builder(START.plus(Duration.ofMinutes(minute)), Duration.ofMinutes(1))
              .run(use.ran().multipliedBy(threads))
              .threads(Collections.nCopies(threads, use))
              .runnable(List.of(threads))
              .build());
    }
    return history;
  }

  private static Duration share(double share) {
    return Duration.ofMillis(Math.round(share * 60_000));
  }
}
