package io.temper.agent.daemon.reload;

import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.PlanConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the configuration that a running agent takes over: how workloads become a plan, and the
 * thread profiles. The rest counts from the next start on, and until then it is said that it differs. A
 * file that is wrong changes nothing. For one thread, but for {@link #plan}, {@link #profiles} and {@link
 * #notes}.
 */
public final class ReloadedConfig implements Supplier<TierPlanner> {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedConfig.class);

  private final AgentConfig started;
  private final WatchedFile<AgentConfig> file;
  private final ReloadedProfiles profileFiles;
  private final BiFunction<PlanConfig, ProfileCatalog, TierPlanner> planners;
  private @Nullable TierPlanner planner;
  private volatile PlanConfig plan;
  private volatile ProfileCatalog profiles;
  private volatile boolean differs;

  /**
   * Starts with what the agent was started with.
   *
   * @param started what the agent was started with
   * @param file the configuration file
   * @param profiles the files of thread profiles
   * @param planners makes the planner of a configuration and of profiles
   */
  public ReloadedConfig(
      AgentConfig started,
      WatchedFile<AgentConfig> file,
      ReloadedProfiles profiles,
      BiFunction<PlanConfig, ProfileCatalog, TierPlanner> planners) {
    this.started = started;
    this.file = file;
    this.profileFiles = profiles;
    this.planners = planners;
    this.plan = started.plan();
    this.profiles = profiles.get();
  }

  /**
   * Reads the files that are other ones. Configuration and profiles count together, so that while the
   * configuration is wrong neither changes.
   *
   * @return the planner of the newest configuration: the same one while that part does not change
   * @throws io.temper.TemperException if the configuration is wrong
   */
  @Override
  public TierPlanner get() {
    ProfileCatalog catalog = profileFiles.get();
    AgentConfig now = file.get();
    PlanConfig next = followed(now.plan());
    differs = !withPlan(started.plan(), now).equals(started) || !next.equals(now.plan());
    TierPlanner made = planner;
    if (made == null || !next.equals(plan) || !catalog.equals(profiles)) {
      made = planners.apply(next, catalog);
      if (!catalog.equals(profiles)) {
        LOG.info(
            "the thread profiles of {} have changed and count from now on", profileFiles.folder());
      }
      plan = next;
      profiles = catalog;
      planner = made;
    }
    return made;
  }

  /** Returns the part that is in force. */
  public PlanConfig plan() {
    return plan;
  }

  /** Returns the thread profiles that are in force. */
  public ProfileCatalog profiles() {
    return profiles;
  }

  /** Makes the next look read all files. */
  public void forget() {
    file.forget();
    profileFiles.forget();
  }

  /** Returns what a user should know. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (differs) {
      notes.add("the configuration differs from the one that this agent was started with in more"
          + " than tiers, ceilings and system cgroups: the rest counts from its next start on");
    }
    profileFiles.problem().ifPresent(notes::add);
    return notes;
  }

  /**
   * The prefixes of annotations stay: safe mode is heard and the status is written under those of the start,
   * and half an agent must not go by others.
   */
  private PlanConfig followed(PlanConfig config) {
    return config.withPrefixes(started.plan().tierRules().prefixes());
  }

  private static AgentConfig withPlan(PlanConfig plan, AgentConfig config) {
    return new AgentConfig(
        config.mode(),
        config.source(),
        plan,
        config.loop(),
        config.lifetime(),
        config.restart(),
        config.files(),
        config.audit(),
        config.limits(),
        config.http(),
        config.legacyMetrics(),
        config.profiles(),
        config.rightsizing());
  }
}
