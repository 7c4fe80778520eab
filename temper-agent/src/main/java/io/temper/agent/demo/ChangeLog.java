package io.temper.agent.demo;

import io.temper.agent.demo.measure.Latencies;
import io.temper.agent.demo.report.Changes;
import java.util.List;
import java.util.Optional;

/**
 * What happened during one attachment under load.
 *
 * @param timeline every publish
 * @param publishNanos how long each publish took, in nanoseconds
 * @param refused publishes that the scheduler refused
 * @param statesRead how often the kernel's state was read
 */
record ChangeLog(Changes.Timeline timeline, List<Long> publishNanos, int refused, int statesRead) {
  ChangeLog {
    publishNanos = List.copyOf(publishNanos);
  }

  /** Returns whether the kernel's count moved or its state was ever another than enabled. */
  boolean detached() {
    boolean countMoved = timeline.enableSeqBefore() != timeline.enableSeqAfter()
        || timeline.events().stream().anyMatch(e -> e.enableSeq() != timeline.enableSeqBefore());
    return countMoved || !timeline.state().equals("enabled");
  }

  /** Returns the report on all attachments; empty without a single publish. */
  static Optional<Changes> summarize(List<ChangeLog> logs) {
    long[] nanos = logs.stream()
        .flatMap(l -> l.publishNanos().stream())
        .mapToLong(Long::longValue)
        .toArray();
    if (nanos.length == 0) {
      return Optional.empty();
    }
    Latencies publishes = Latencies.of(nanos);
    // The one with a detachment is shown if there is one: a failure must not hide.
    ChangeLog shown =
        logs.stream().filter(ChangeLog::detached).findFirst().orElse(logs.get(logs.size() - 1));
    return Optional.of(new Changes(
        nanos.length,
        logs.stream().mapToInt(ChangeLog::refused).sum(),
        publishes.percentile(50) / 1e6,
        publishes.max() / 1e6,
        logs.size(),
        logs.stream().anyMatch(ChangeLog::detached),
        logs.stream().mapToInt(ChangeLog::statesRead).sum(),
        shown.timeline()));
  }
}
