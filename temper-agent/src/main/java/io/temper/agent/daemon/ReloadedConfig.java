package io.temper.agent.daemon;

import io.temper.plan.TierPlanner;
import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.PlanConfig;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of the configuration that a running agent takes over: how workloads become a plan. The rest
 * counts from the next start on, and until then it is said that it differs. A file that is wrong changes
 * nothing. For one thread, but for {@link #plan} and {@link #notes}.
 */
public final class ReloadedConfig implements Supplier<TierPlanner> {
  private final AgentConfig started;
  private final WatchedFile<AgentConfig> file;
  private final Function<PlanConfig, TierPlanner> planners;
  private @Nullable TierPlanner planner;
  private volatile PlanConfig plan;
  private volatile boolean differs;

  /**
   * Starts with what the agent was started with.
   *
   * @param started what the agent was started with
   * @param file the configuration file
   * @param planners makes the planner of a configuration
   */
  public ReloadedConfig(
      AgentConfig started,
      WatchedFile<AgentConfig> file,
      Function<PlanConfig, TierPlanner> planners) {
    this.started = started;
    this.file = file;
    this.planners = planners;
    this.plan = started.plan();
  }

  /**
   * Reads the file if it is another one.
   *
   * @return the planner of the newest configuration: the same one while that part does not change
   * @throws io.temper.TemperException if the file is wrong
   */
  @Override
  public TierPlanner get() {
    AgentConfig now = file.get();
    differs = !withPlanOf(started, now).equals(started);
    TierPlanner made = planner;
    if (made == null || !now.plan().equals(plan)) {
      made = planners.apply(now.plan());
      plan = now.plan();
      planner = made;
    }
    return made;
  }

  /** Returns the part that is in force. */
  public PlanConfig plan() {
    return plan;
  }

  /** Makes the next look read the file. */
  public void forget() {
    file.forget();
  }

  /** Returns what a user should know. */
  public List<String> notes() {
    return differs
        ? List.of("the configuration differs from the one that this agent was started with in more"
            + " than tiers, ceilings and system cgroups: the rest counts from its next start on")
        : List.of();
  }

  private static AgentConfig withPlanOf(AgentConfig of, AgentConfig config) {
    return new AgentConfig(
        config.mode(),
        config.source(),
        of.plan(),
        config.loop(),
        config.lifetime(),
        config.restart(),
        config.files(),
        config.audit(),
        config.limits(),
        config.http(),
        config.profiles(),
        config.rightsizing());
  }
}
