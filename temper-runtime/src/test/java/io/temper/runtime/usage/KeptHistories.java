package io.temper.runtime.usage;

import io.temper.rightsize.CurrentResources;
import io.temper.rightsize.Recommendation;
import io.temper.rightsize.Rightsizer;
import io.temper.rightsize.SizingContext;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.UsageSample;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a checkpoint is tried with. */
final class KeptHistories {
  static final Instant START = Instant.parse("2026-01-01T00:00:00.123456789Z");
  static final ContainerId WEB = new ContainerId("shop", "web-0", "app");
  static final ContainerId SERVICE = new ContainerId("host", "nginx", "");
  static final NavigableMap<ContainerId, UsageHistory> HISTORIES =
      new TreeMap<>(Map.of(WEB, busy(300, 4), SERVICE, UsageHistory.EMPTY));

  private KeptHistories() {}

  static Recommendation recommend(UsageHistory history) {
    return Rightsizer.standard()
        .recommend(
            history, CurrentResources.requesting(CpuQuantity.ofCpus(1)), SizingContext.PLAIN);
  }

  static UsageHistory busy(int minutes, int threads) {
    UsageHistory history = UsageHistory.EMPTY;
    for (int minute = 0; minute < minutes; minute++) {
      ThreadUse use =
          new ThreadUse(Duration.ofSeconds(20 + minute % 5), Duration.ofSeconds(30 - minute % 7));
      history =
          history.plus(UsageSample.builder(START.plusSeconds(60L * minute), Duration.ofMinutes(1))
              .run(use.ran().multipliedBy(threads))
              .threads(Collections.nCopies(threads, use))
              .runnable(List.of(threads))
              .delayedBy(Map.of("low", Duration.ofSeconds(20)))
              .restarts(minute == 0 ? 1 : 0)
              .build());
    }
    return history;
  }
}
