package io.temper.runtime;

import io.temper.runtime.publish.PublishTiming;
import io.temper.runtime.restart.RestartPolicy;
import java.time.Duration;

/**
 * How the control loop goes about it.
 *
 * @param mode whether plans are enforced
 * @param timing how changes are gathered
 * @param restarts how often a scheduler that ends by its own fault is attached again
 * @param look how long the loop rests when nothing wakes it, 10 ms to 10 s
 */
public record ControllerOptions(
    Mode mode, PublishTiming timing, RestartPolicy restarts, Duration look) {
  private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

  /** Enforces, with the standard times. */
  public static final ControllerOptions STANDARD = new ControllerOptions(
      Mode.ENFORCE, PublishTiming.STANDARD, RestartPolicy.STANDARD, Duration.ofSeconds(1));

  /** Whether plans are enforced. */
  public enum Mode {
    /** They are. */
    ENFORCE,
    /** They are made and shown only. */
    OBSERVE
  }

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the rest is too short or too long
   */
  public ControllerOptions {
    if (look.compareTo(SHORTEST_LOOK) < 0 || look.compareTo(LONGEST_LOOK) > 0) {
      throw new IllegalArgumentException("the loop rests for 10 ms to 10 s, not for " + look);
    }
  }

  /**
   * Returns these options with another mode.
   *
   * @param value whether plans are enforced
   * @return changed options
   */
  public ControllerOptions withMode(Mode value) {
    return new ControllerOptions(value, timing, restarts, look);
  }
}
