package io.temper.lab.vm;

import io.temper.lab.LabException;

/**
 * The emulator failed before the guest's command began: it executed code that another CPU was just
 * replacing, or lost the timer of a CPU. Emulators with a thread for each CPU now and then do; real
 * machines do not. Since nothing had begun, nothing is hidden by booting again.
 */
final class EmulatorFault extends LabException {
  private static final long serialVersionUID = 1L;

  /** How the kernel begins to tell of code that was being replaced. */
  static final String REPLACED_CODE = "Oops: int3";

  private final String what;

  /**
   * Creates a fault.
   *
   * @param what what happened, without a line end
   * @param message that, with the end of the guest's console
   */
  EmulatorFault(String what, String message) {
    super(message);
    this.what = what;
  }

  String what() {
    return what;
  }
}
