package io.temper.spi;

import io.temper.TemperException;

/** Another scheduler is in charge of this host already; the kernel takes only one. */
public final class OtherSchedulerAttachedException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** Its name as the kernel has it. */
  private final String schedulerName;

  /**
   * Creates an exception.
   *
   * @param schedulerName its name as the kernel has it
   * @param remedy what to do about it
   */
  public OtherSchedulerAttachedException(String schedulerName, String remedy) {
    super("the scheduler '" + schedulerName + "' is attached already: " + remedy);
    this.schedulerName = schedulerName;
  }

  /**
   * Returns the name of the scheduler that is in charge.
   *
   * @return its name as the kernel has it
   */
  public String schedulerName() {
    return schedulerName;
  }
}
