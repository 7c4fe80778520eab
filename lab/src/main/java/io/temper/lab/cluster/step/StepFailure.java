package io.temper.lab.cluster.step;

import io.temper.lab.LabException;

/** Something else was seen than promised. */
final class StepFailure extends LabException {
  private static final long serialVersionUID = 1L;

  StepFailure(String message) {
    super(message);
  }

  /** Fails unless a condition holds. */
  static void unless(boolean condition, String message) {
    if (!condition) {
      throw new StepFailure(message);
    }
  }
}
