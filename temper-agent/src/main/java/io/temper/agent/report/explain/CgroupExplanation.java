package io.temper.agent.report.explain;

import io.temper.workload.CgroupPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a running agent has a control group, and why.
 *
 * @param cgroup the group that was asked about
 * @param agent what the agent does
 * @param owner what of the plan names the group, or the nearest group around it; null if nothing does
 * @param profile how the threads of the workload are told apart; null if no workload names the group
 * @param layer the layer that the plan has for it; null before the first plan
 * @param decisions those of the plan that concern it
 * @param kernel where the kernel has it; null while no plan is enforced
 * @param inside which workloads have groups inside of it
 * @param remedy what to do if this is not as it should be; empty if there is nothing to say
 */
public record CgroupExplanation(
    CgroupPath cgroup,
    Agent agent,
    @Nullable Owner owner,
    @Nullable Profile profile,
    @Nullable PlannedLayer layer,
    List<DecisionLine> decisions,
    @Nullable KernelPlace kernel,
    Inside inside,
    String remedy) {
  /** Copies the list. */
  public CgroupExplanation {
    decisions = List.copyOf(decisions);
  }

  /**
   * An agent.
   *
   * @param state such as {@code enforcing}
   * @param reason why it is in this state
   * @param generation the generation in force; 0 for none
   * @param source where its workloads come from
   */
  public record Agent(String state, String reason, long generation, String source) {}

  /**
   * What of the plan names a group.
   *
   * @param cgroup the group that it names: the one asked about, or one around it
   * @param kind what it is
   * @param name the workload; empty for a system cgroup
   * @param rule what a person wrote about it; null if it does not come from a workload file
   * @param tier its tier; empty for the system layer
   * @param reason the rule that decided the tier, with its numbers
   * @param ignored what asked for a tier and did not decide
   * @param requestMillis what it requests, in thousandths of a CPU
   * @param limitMillis its limit, in thousandths of a CPU; 0 for none
   */
  public record Owner(
      CgroupPath cgroup,
      OwnerKind kind,
      String name,
      @Nullable Rule rule,
      String tier,
      String reason,
      List<String> ignored,
      long requestMillis,
      long limitMillis) {
    /** Copies the list. */
    public Owner {
      ignored = List.copyOf(ignored);
    }
  }

  /** What names a group. */
  public enum OwnerKind {
    /** A workload. */
    WORKLOAD,
    /** The key {@code system.cgroups} of the configuration. */
    SYSTEM_CGROUP
  }

  /**
   * What a person wrote about workloads.
   *
   * @param name of the rule
   * @param pattern which groups it is about
   * @param standing the tier or the priority that it names, as it is written in the file
   */
  public record Rule(String name, String pattern, String standing) {}

  /**
   * How the threads of a workload are told apart.
   *
   * @param id the profile; empty for none
   * @param reason the rule that chose it, or none
   * @param groups those of its groups that have threads
   */
  public record Profile(String id, String reason, List<ProfiledGroup> groups) {
    /** Copies the list. */
    public Profile {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Threads of a workload that are treated alike.
   *
   * @param name of the group
   * @param treatment how they are treated
   * @param layer where the plan puts them
   * @param threads how many they are
   */
  public record ProfiledGroup(String name, String treatment, String layer, int threads) {}

  /**
   * A layer of the plan.
   *
   * @param name its name
   * @param kind {@code confined}, {@code grouped} or {@code open}
   * @param rank who may preempt whom, more is stronger
   * @param weight its share beside other layers
   * @param sliceMicros how long a thread runs at a time, in microseconds
   * @param cpus the CPUs that it owns or prefers, as the kernel lists CPUs; empty for none
   * @param members how many workloads are in it
   * @param requestMillis what these request, in thousandths of a CPU
   * @param ceilingMillis the most that they may use together, in thousandths of a CPU; 0 for no ceiling
   */
  public record PlannedLayer(
      String name,
      String kind,
      int rank,
      int weight,
      long sliceMicros,
      String cpus,
      long members,
      long requestMillis,
      long ceilingMillis) {}

  /**
   * A decision of the plan.
   *
   * @param name such as {@code Demoted}
   * @param sentence what was decided, and why
   */
  public record DecisionLine(String name, String sentence) {}

  /**
   * Where the kernel has a group.
   *
   * @param layer the layer
   * @param cgroup the group whose entry leads there; null if none does
   * @param since the generation that made this entry; 0 if there is none
   * @param rank the rank of the layer
   * @param weight its weight
   * @param cpus the CPUs that it owns or prefers, as the kernel lists CPUs; empty for none
   * @param ceilingMillis its ceiling, in thousandths of a CPU; 0 for none
   */
  public record KernelPlace(
      String layer,
      @Nullable CgroupPath cgroup,
      long since,
      int rank,
      int weight,
      String cpus,
      long ceilingMillis) {}

  /**
   * The workloads inside of a group.
   *
   * @param count how many they are
   * @param some the first of them
   */
  public record Inside(long count, List<String> some) {
    /** Copies the list. */
    public Inside {
      some = List.copyOf(some);
    }
  }
}
