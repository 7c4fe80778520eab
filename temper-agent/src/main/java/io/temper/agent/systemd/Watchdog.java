package io.temper.agent.systemd;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How often a service manager wants to hear that the agent is alive, before it ends it.
 *
 * @param timeout after how long a silence it does; positive
 */
record Watchdog(Duration timeout) {
  private static final long NANOS_PER_MICRO = 1_000;

  /**
   * Reads what the manager said at the start.
   *
   * @param variables the environment
   * @param pid of this process: what was said to another one does not count
   * @return empty if it does not look on
   */
  static Optional<Watchdog> of(Map<String, String> variables, long pid) {
    String meant = variables.getOrDefault("WATCHDOG_PID", "");
    if (!meant.isEmpty() && !meant.equals(Long.toString(pid))) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseLong(variables.getOrDefault("WATCHDOG_USEC", "0"));
      return micros > 0 && micros <= Long.MAX_VALUE / NANOS_PER_MICRO
          ? Optional.of(new Watchdog(Duration.ofNanos(micros * NANOS_PER_MICRO)))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns how often it is told; four times within the silence that it bears. */
  Duration interval() {
    return timeout.dividedBy(4);
  }
}
