package io.temper.agent.control;

import io.temper.workload.CgroupPath;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command asks of the running agent.
 *
 * @param command what to do
 * @param reason why, in the words of whoever asks; may be empty
 * @param cgroup the control group that is asked about; null for a command that asks about none
 */
public record ControlCall(
    Command command, String reason, @Nullable CgroupPath cgroup) {
  private static final int LONGEST_REASON = 500;

  /** What can be asked. */
  public enum Command {
    /** Tell the status. */
    STATUS,
    /** Tell where a control group is, and why. */
    EXPLAIN,
    /** Tell in which groups the threads of profiled workloads are. */
    THREAD_GROUPS,
    /** Tell what the linter found on the node. */
    LINT,
    /** Tell what containers used and wanted. */
    HISTORIES,
    /** Tell how the scheduler ended last, with the kernel's dump. */
    LAST_EXIT,
    /** Return to the stock scheduler and stay there. */
    SAFE_MODE_ON,
    /** Withdraw what was asked for by commands, signals and at the kernel. */
    SAFE_MODE_OFF;

    /** Returns the name on the wire: lower case, words joined by hyphens. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the command of a name; empty if there is none. */
    public static Optional<Command> ofLabel(String label) {
      for (Command command : values()) {
        if (command.label().equals(label)) {
          return Optional.of(command);
        }
      }
      return Optional.empty();
    }
  }

  /** Cuts a reason that nobody would read to its end. */
  public ControlCall {
    reason = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
  }

  /**
   * Asks about no control group.
   *
   * @param command what to do
   * @param reason why; may be empty
   */
  public ControlCall(Command command, String reason) {
    this(command, reason, null);
  }

  /**
   * Asks where a control group is.
   *
   * @param cgroup the group
   * @return the call
   */
  public static ControlCall explain(CgroupPath cgroup) {
    return new ControlCall(Command.EXPLAIN, "", cgroup);
  }
}
