package io.temper.lint.fact;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often the kernel stepped in for the scheduler, by its names of the events.
 *
 * @param grown how much each event's count grew in the window; events that did not happen may be absent
 * @param window the time between the two readings
 */
public record KernelEvents(SortedMap<String, Long> grown, Duration window) {
  /** Copies the map. */
  public KernelEvents {
    grown = Collections.unmodifiableSortedMap(new TreeMap<>(grown));
  }

  /**
   * Returns how much one event's count grew.
   *
   * @param event the kernel's name of the event
   * @return 0 for one that this kernel does not have, too
   */
  public long of(String event) {
    return grown.getOrDefault(event, 0L);
  }
}
