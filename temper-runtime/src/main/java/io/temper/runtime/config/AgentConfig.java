package io.temper.runtime.config;

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
 * @param lifetime how long the kernel's side goes on without a sign of the agent
 * @param restart how often a scheduler that ended by its own fault is attached again
 * @param files what the agent shares with others
 * @param audit the trail of what was decided
 * @param limits what to do about CPU limits that are not enforced while the scheduler is attached
 * @param http where the agent answers over HTTP; null for nowhere
 * @param legacyMetrics whether metrics are told under their old names, too
 * @param profiles which threads of a workload are treated differently
 * @param rightsizing whether and how it watches what containers want
 */
public record AgentConfig(
    Mode mode,
    @Nullable SourceSetting source,
    PlanConfig plan,
    LoopConfig loop,
    LifetimeConfig lifetime,
    RestartConfig restart,
    FileConfig files,
    AuditConfig audit,
    LimitPolicy limits,
    @Nullable HttpAddress http,
    boolean legacyMetrics,
    ProfilesConfig profiles,
    RightsizingConfig rightsizing) {
  /** What holds where nothing is configured. */
  public static final AgentConfig STANDARD = new AgentConfig(
      Mode.ENFORCE,
      null,
      PlanConfig.STANDARD,
      LoopConfig.STANDARD,
      LifetimeConfig.STANDARD,
      RestartConfig.STANDARD,
      FileConfig.STANDARD,
      AuditConfig.STANDARD,
      LimitPolicy.WARN,
      null,
      false,
      ProfilesConfig.STANDARD,
      RightsizingConfig.STANDARD);

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
}
