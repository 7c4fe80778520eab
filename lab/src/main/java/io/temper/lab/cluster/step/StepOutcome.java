package io.temper.lab.cluster.step;

import java.time.Duration;

/**
 * What became of a step.
 *
 * @param title the step
 * @param kind whether what was promised was seen
 * @param figures what was seen, or why it was not
 * @param took how long it took
 */
public record StepOutcome(String title, Kind kind, String figures, Duration took) {
  /** Whether what was promised was seen. */
  public enum Kind {
    /** It was. */
    PASSED,
    /** It was not. */
    FAILED,
    /** Nobody looked. */
    SKIPPED
  }
}
