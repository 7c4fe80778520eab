package io.temper.observe;

/**
 * How a scheduler ended, in the kernel's words. Whatever the kind, the node is back on its stock
 * scheduler.
 *
 * @param kind what ended it
 * @param rawKind the kernel's number of the kind, also where {@code kind} is unknown
 * @param code what the one who ended it gave along; 0 if nothing
 * @param reason the kernel's words for the kind
 * @param message what happened; may be empty
 * @param dump the state of the scheduler at its end; may be empty, may be long
 */
public record SchedulerExit(
    Kind kind, int rawKind, long code, String reason, String message, String dump) {
  private static final int FIRST_ERROR = 1024;

  /** What ended a scheduler. */
  public enum Kind {
    /** Its user detached it. */
    DETACHED(64),
    /** It ended itself, with a code. */
    BY_ITSELF(65),
    /** The kernel ended it for a reason that is no error, such as a CPU that came or went. */
    BY_KERNEL(66),
    /** Somebody pressed SysRq-S. */
    SYSRQ(67),
    /** The scheduler above it ended. */
    BY_PARENT(68),
    /** The kernel found an error. */
    ERROR(1024),
    /** It reported an error of its own. */
    ERROR_BY_ITSELF(1025),
    /** A runnable thread was not run for too long. */
    ERROR_STALL(1026),
    /** A number that this version does not know. */
    UNKNOWN(-1);

    private final int raw;

    Kind(int raw) {
      this.raw = raw;
    }

    /**
     * Returns the kind of a number of the kernel.
     *
     * @param raw the kernel's {@code enum scx_exit_kind}
     * @return the kind; {@link #UNKNOWN} if there is none
     */
    public static Kind of(int raw) {
      for (Kind kind : values()) {
        if (kind.raw == raw) {
          return kind;
        }
      }
      return UNKNOWN;
    }
  }

  /**
   * Describes an end.
   *
   * @param rawKind the kernel's number of the kind
   * @param code what the one who ended it gave along
   * @param reason the kernel's words for the kind
   * @param message what happened
   * @param dump the state of the scheduler at its end
   * @return the end, with its kind
   */
  public static SchedulerExit of(
      int rawKind, long code, String reason, String message, String dump) {
    return new SchedulerExit(Kind.of(rawKind), rawKind, code, reason, message, dump);
  }

  /**
   * Returns why it ended, as far as the kernel's words tell.
   *
   * @return the cause, for a program to decide by
   */
  public ExitCause cause() {
    return ExitCause.of(this);
  }

  /**
   * Tells whether it ended by an error, known or not, rather than by somebody's wish.
   *
   * @return true for an error
   */
  public boolean isError() {
    return rawKind >= FIRST_ERROR;
  }

  /** Returns all but the dump, in one line. */
  @Override
  public String toString() {
    String numbers = kind + " (" + rawKind + "), code " + code + ": " + reason;
    return message.isEmpty() ? numbers : numbers + ": " + message;
  }
}
