package io.temper.bpf;

import io.temper.TemperException;

/** Another BPF scheduler is in charge of this host; the kernel takes only one. */
public final class OtherSchedulerAttachedException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** Its name as sysfs has it. */
  private final String schedulerName;

  /**
   * Creates an exception.
   *
   * @param schedulerName what {@code /sys/kernel/sched_ext/root/ops} says
   * @param remedy what to do about it
   */
  public OtherSchedulerAttachedException(String schedulerName, String remedy) {
    super("the scheduler '" + schedulerName + "' is attached already: " + remedy);
    this.schedulerName = schedulerName;
  }

  /**
   * Returns the name of the scheduler that is in charge.
   *
   * @return its name as sysfs has it
   */
  public String schedulerName() {
    return schedulerName;
  }
}
