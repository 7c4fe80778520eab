package io.temper.runtime.restart;

import java.time.Instant;
import java.util.List;

/**
 * What is remembered of failed attachments. A value: the next one is made of it by what happens.
 *
 * @param faults when they happened, the oldest first; those that still count
 * @param opened how often in a row the circuit opened; 0 if it never did
 * @param reason what the last fault was; empty without one
 */
public record Circuit(List<Instant> faults, int opened, String reason) {

  /** Nothing ever failed. */
  public static final Circuit CLOSED = new Circuit(List.of(), 0, "");

  /** What the circuit breaker lets through. */
  public enum Position {
    /** Attaching is allowed. */
    CLOSED,
    /** Nothing is tried until the cooldown is over. */
    OPEN,
    /** One attempt is allowed; the next fault opens it again, for longer. */
    HALF_OPEN
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  public Circuit {
    faults = List.copyOf(faults);
    if (opened < 0) {
      throw new IllegalArgumentException("a circuit opens 0 or more times: " + opened);
    }
  }
}
