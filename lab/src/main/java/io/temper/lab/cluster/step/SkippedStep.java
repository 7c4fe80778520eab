package io.temper.lab.cluster.step;

import io.temper.lab.LabException;

/** A step cannot be done here; the message says why. */
final class SkippedStep extends LabException {
  private static final long serialVersionUID = 1L;

  SkippedStep(String message) {
    super(message);
  }
}
