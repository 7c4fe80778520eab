package io.temper.lint.fact;

import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.workload.WorkloadSet;
import java.util.List;

/**
 * Something that a rule may need to know. The instances are the constants of this class.
 *
 * @param <T> what it is when it is known
 */
public final class Fact<T> {
  /** The workloads, as somebody wrote them or an orchestrator gave them. */
  public static final Fact<WorkloadSet> WORKLOADS =
      new Fact<>("workloads", "the workloads", WorkloadSet.class);

  /** Where in a text the workloads stand. */
  public static final Fact<ManifestPlaces> PLACES =
      new Fact<>("places", "where the workloads are written", ManifestPlaces.class);

  /** What shall not be reported. The linter itself gives it, so it is always known. */
  public static final Fact<Suppressions> SUPPRESSIONS =
      new Fact<>("suppressions", "the suppressions", Suppressions.class);

  /** The machine. */
  public static final Fact<NodeTopology> TOPOLOGY =
      new Fact<>("topology", "the CPUs of the machine", NodeTopology.class);

  /** The plan: of a node that is looked at, the one in force. */
  public static final Fact<EnforcementPlan> PLAN =
      new Fact<>("plan", "the plan", EnforcementPlan.class);

  /** What the node is in, as its agent says. */
  public static final Fact<NodeCondition> CONDITION =
      new Fact<>("condition", "what the agent of the node says of itself", NodeCondition.class);

  /** What the scheduler did in a window. */
  public static final Fact<SchedulerWindow> SCHEDULER =
      new Fact<>("scheduler", "two readings of the scheduler", SchedulerWindow.class);

  /** What the kernel had to repair of the scheduler's work in a window. */
  public static final Fact<KernelEvents> EVENTS =
      new Fact<>("events", "two readings of the kernel's sched_ext events", KernelEvents.class);

  /** Where threads run. */
  public static final Fact<ThreadPlacements> THREADS =
      new Fact<>("threads", "where the threads of the node run", ThreadPlacements.class);

  /** What control groups used, and what they may. */
  public static final Fact<GroupUsages> GROUPS =
      new Fact<>("groups", "two readings of the control groups", GroupUsages.class);

  /** Where interrupts are handled. */
  public static final Fact<IrqAffinities> IRQS =
      new Fact<>("irqs", "where interrupts are handled", IrqAffinities.class);

  /** What the kubelet's CPU manager does. */
  public static final Fact<CpuManager> CPU_MANAGER =
      new Fact<>("cpu-manager", "the state of the kubelet's CPU manager", CpuManager.class);

  /** The Java virtual machines of the node. */
  public static final Fact<JvmProcesses> JVMS =
      new Fact<>("jvms", "the Java virtual machines", JvmProcesses.class);

  /** Which threads of applications belong where. */
  public static final Fact<ThreadGroups> THREAD_GROUPS =
      new Fact<>("thread-groups", "the thread groups of applications", ThreadGroups.class);

  /** Which workloads changed their tier, and when. */
  public static final Fact<TierHistory> TIER_HISTORY =
      new Fact<>("tier-history", "the tiers that workloads had so far", TierHistory.class);

  private final String name;
  private final String description;
  private final Class<T> type;

  private Fact(String name, String description, Class<T> type) {
    this.name = name;
    this.description = description;
    this.type = type;
  }

  /**
   * Returns all facts.
   *
   * @return the constants of this class, in their order
   */
  public static List<Fact<?>> all() {
    return List.of(
        WORKLOADS,
        PLACES,
        SUPPRESSIONS,
        TOPOLOGY,
        PLAN,
        CONDITION,
        SCHEDULER,
        EVENTS,
        THREADS,
        GROUPS,
        IRQS,
        CPU_MANAGER,
        JVMS,
        THREAD_GROUPS,
        TIER_HISTORY);
  }

  /**
   * Returns the name for programs.
   *
   * @return lower case, words joined by hyphens
   */
  public String name() {
    return name;
  }

  /**
   * Says what it is.
   *
   * @return a part of a sentence
   */
  public String description() {
    return description;
  }

  T cast(Object value) {
    return type.cast(value);
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
