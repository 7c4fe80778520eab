package io.temper.lab.vm;

import io.temper.lab.LabException;

/**
 * The guest died before its command began, of code that another CPU was just replacing. Emulators with a
 * thread for each CPU now and then get this wrong; on a real machine it does not happen. Since nothing
 * had begun, nothing is hidden by booting again.
 */
final class EmulatorFault extends LabException {
  private static final long serialVersionUID = 1L;

  /** How the kernel begins to tell of it. */
  static final String SIGN = "Oops: int3";

  EmulatorFault(String message) {
    super(message);
  }
}
