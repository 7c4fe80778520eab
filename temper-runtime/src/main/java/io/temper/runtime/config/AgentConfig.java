package io.temper.runtime.config;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator decided about the agent of one node. Where nothing was decided it is {@link
 * #STANDARD}.
 *
 * @param mode what the agent does with its plans
 * @param source where the workloads come from; null leaves it to the command line
 * @param plan how workloads become layers
 * @param loop how changes are gathered
 * @param heartbeatTimeout how long the kernel's side waits for a sign of the agent before it gives the
 *     node back to the stock scheduler; 2 s to 60 s
 * @param restart how often a scheduler that ended by its own fault is attached again
 * @param files what the agent shares with others
 * @param audit the trail of what was decided
 * @param limits what to do about CPU limits that are not enforced while the scheduler is attached
 * @param http where the agent answers over HTTP; null for nowhere
 */
public record AgentConfig(
    Mode mode,
    @Nullable SourceSetting source,
    PlanConfig plan,
    LoopConfig loop,
    Duration heartbeatTimeout,
    RestartConfig restart,
    FileConfig files,
    AuditConfig audit,
    LimitPolicy limits,
    @Nullable HttpAddress http) {
  static final Range<Duration> HEARTBEAT =
      new Range<>(Duration.ofSeconds(2), Duration.ofSeconds(60));

  /** What holds where nothing is configured. */
  public static final AgentConfig STANDARD = new AgentConfig(
      Mode.ENFORCE,
      null,
      PlanConfig.STANDARD,
      LoopConfig.STANDARD,
      Duration.ofSeconds(10),
      RestartConfig.STANDARD,
      FileConfig.STANDARD,
      AuditConfig.STANDARD,
      LimitPolicy.WARN,
      null);

  /** What the agent does with its plans. */
  public enum Mode {
    /** Lets the kernel enforce them. */
    ENFORCE,
    /** Makes and shows them, and touches nothing. */
    OBSERVE,
    /** Makes one, shows it and ends. */
    DRY_RUN;

    /**
     * Returns the name that users write and read.
     *
     * @return for example {@code dry-run}
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What to do about CPU limits that are not enforced while the scheduler is attached. */
  public enum LimitPolicy {
    /** Tell, and attach. */
    WARN,
    /** Tell, and leave the stock scheduler in charge. */
    REFUSE;

    /**
     * Returns the name that users write and read.
     *
     * @return for example {@code warn}
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the heartbeat's timeout is too short or too long
   */
  public AgentConfig {
    HEARTBEAT.require("heartbeat.timeout", heartbeatTimeout, ConfigText::of);
  }
}
