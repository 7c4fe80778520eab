package io.temper.observe;

import java.util.regex.Pattern;

/** Why a scheduler ended, as far as the kernel's words tell: what a program decides by. */
public enum ExitCause {
  /** Its user detached it. */
  DETACHED(false),
  /** The process that attached it was silent for longer than its heartbeat allows. */
  HEARTBEAT_MISSED(false),
  /** It ended itself with another code. */
  ENDED_ITSELF(false),
  /** The kernel ended it for a reason that is no error, such as CPUs that changed while attaching. */
  ENDED_BY_KERNEL(false),
  /** Somebody asked for the stock scheduler with SysRq-S. */
  SYSRQ(false),
  /** The scheduler above it ended. */
  ENDED_BY_PARENT(false),
  /** It reported an error of its own. */
  SCHEDULER_ERROR(true),
  /** The kernel found that it did something wrong. */
  KERNEL_FOUND_ERROR(true),
  /** It left a runnable thread waiting although a CPU could have run it. */
  STALL(true),
  /**
   * A runnable thread waited for CPUs that real-time or deadline threads held all the time. No
   * sched_ext scheduler can prevent that on kernels before 7.0; attaching again helps only once those
   * threads are gone.
   */
  RT_STARVATION(false),
  /**
   * The kernel did not get the deadline bandwidth that it reserves for sched_ext threads (from 7.3
   * on), because deadline threads have reserved it.
   */
  DEADLINE_ADMISSION(false),
  /** A number that this version does not know. */
  UNKNOWN(true);

  /** The code with which the scheduler ends when its loader is silent for too long. */
  public static final long HEARTBEAT_CODE = 0x54000001L;

  /** EBUSY on the way to being enabled. */
  private static final Pattern NOT_ADMITTED =
      Pattern.compile("scx_(root_)?enable\\(\\) failed \\(-16\\)");

  private final boolean schedulersFault;

  ExitCause(boolean schedulersFault) {
    this.schedulersFault = schedulersFault;
  }

  /**
   * Tells whether the scheduler itself is to blame, so that attaching it again and again is no
   * remedy.
   *
   * @return true for its errors and for what this version does not know
   */
  public boolean isSchedulersFault() {
    return schedulersFault;
  }

  static ExitCause of(SchedulerExit exit) {
    return switch (exit.kind()) {
      case DETACHED -> DETACHED;
      case BY_ITSELF -> exit.code() == HEARTBEAT_CODE ? HEARTBEAT_MISSED : ENDED_ITSELF;
      case BY_KERNEL -> ENDED_BY_KERNEL;
      case SYSRQ -> SYSRQ;
      case BY_PARENT -> ENDED_BY_PARENT;
      case ERROR ->
        NOT_ADMITTED.matcher(exit.message()).find() ? DEADLINE_ADMISSION : KERNEL_FOUND_ERROR;
      case ERROR_BY_ITSELF -> SCHEDULER_ERROR;
      case ERROR_STALL -> StallReport.of(exit).isRealTimeStarvation() ? RT_STARVATION : STALL;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
