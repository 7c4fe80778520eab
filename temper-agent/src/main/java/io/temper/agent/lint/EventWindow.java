package io.temper.agent.lint;

import io.temper.lint.fact.KernelEvents;
import io.temper.linux.SchedExtEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Takes the difference of two readings of the kernel's events. For one thread. */
final class EventWindow {
  private final Path root;
  private final LongSupplier nanos;

  private @Nullable SortedMap<String, Long> last;

  private long lastNanos;

  EventWindow(Path root, LongSupplier nanos) {
    this.root = root;
    this.nanos = nanos;
  }

  /** Returns what came since the reading before; empty for the first, or without a scheduler. */
  Optional<KernelEvents> next() {
    SortedMap<String, Long> now = SchedExtEvents.read(root).orElse(null);
    SortedMap<String, Long> before = last;
    Duration window = Duration.ofNanos(nanos.getAsLong() - lastNanos);
    last = now;
    lastNanos = nanos.getAsLong();
    return now == null || before == null
        ? Optional.empty()
        : Optional.of(new KernelEvents(grown(before, now), window));
  }

  /** Counts begin at zero again with each scheduler: a smaller one has grown from there. */
  private static SortedMap<String, Long> grown(
      SortedMap<String, Long> before, SortedMap<String, Long> now) {
    SortedMap<String, Long> grown = new TreeMap<>();
    now.forEach((event, count) -> {
      long earlier = before.getOrDefault(event, 0L);
      grown.put(event, count < earlier ? count : count - earlier);
    });
    return grown;
  }
}
