package io.temper.spi;

import io.temper.TemperException;
import io.temper.observe.SchedulerExit;

/**
 * The scheduler was taken and ended before it was in charge, by the kernel or by somebody at it. The host
 * is on its stock scheduler.
 */
public final class AttachRejectedException extends TemperException {
  private static final long serialVersionUID = 1L;

  private final transient SchedulerExit exit;

  /**
   * Creates an exception.
   *
   * @param exit how it ended
   * @param remedy what else is known, and what to do about it
   */
  public AttachRejectedException(SchedulerExit exit, String remedy) {
    super("the kernel did not keep the scheduler attached: " + exit + "; " + remedy);
    this.exit = exit;
  }

  /**
   * Returns how it ended.
   *
   * @return kind, code, reason, message and dump
   */
  public SchedulerExit exit() {
    return exit;
  }
}
