package io.temper.bpf;

import io.temper.TemperException;
import io.temper.observe.ExitCause;
import io.temper.observe.SchedulerExit;

/**
 * The kernel took the scheduler and ended it before it was in charge. The call that attaches
 * succeeds in that case, so the loader asks afterwards; the host is on its stock scheduler.
 */
public final class AttachRejectedException extends TemperException {
  private static final long serialVersionUID = 1L;

  private final transient SchedulerExit exit;

  /**
   * Creates an exception.
   *
   * @param exit how the kernel ended it
   * @param state what sysfs says
   */
  public AttachRejectedException(SchedulerExit exit, String state) {
    super("the kernel did not keep the scheduler attached: "
        + exit
        + "; /sys/kernel/sched_ext/state is '"
        + state
        + "'. The host is on its stock scheduler; "
        + remedy(exit));
    this.exit = exit;
  }

  private static String remedy(SchedulerExit exit) {
    return exit.cause() == ExitCause.DEADLINE_ADMISSION
        ? "the kernel reserves CPU time for it, which SCHED_DEADLINE threads have taken: end them"
            + " or let them reserve less ('chrt -p PID' shows it)."
        : "run 'temper doctor' and look at dmesg.";
  }

  /**
   * Returns how the kernel ended it.
   *
   * @return kind, code, reason, message and dump
   */
  public SchedulerExit exit() {
    return exit;
  }
}
