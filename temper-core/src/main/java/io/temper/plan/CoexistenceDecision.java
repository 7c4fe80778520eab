package io.temper.plan;

import io.temper.node.CpuSet;
import io.temper.workload.Workload;
import java.util.List;
import java.util.stream.Collectors;

/** A decision that follows from what others have settled about CPUs: {@link NodeConstraints}. */
public sealed interface CoexistenceDecision extends Decision {

  /**
   * Another manager has given CPUs to single holders, so no layer owns or prefers a core of them.
   *
   * @param manager who gave them
   * @param cpus those CPUs
   * @param holders how many holders there are
   */
  record ExclusiveElsewhere(String manager, CpuSet cpus, int holders)
      implements CoexistenceDecision {
    @Override
    public String sentence() {
      return "The CPUs " + cpus + " belong to " + Texts.count(holders, "holder")
          + " exclusively, by the " + manager + ": no layer owns or prefers a core of them.";
    }

    @Override
    public String about() {
      return manager;
    }

    @Override
    public boolean concerns(Workload workload, Member place) {
      return false;
    }
  }

  /**
   * All that the members of a layer request they hold exclusively already, so there is nothing left
   * to fence.
   *
   * @param layer the name of the layer
   * @param workloads its members
   */
  record ExclusiveMembers(String layer, WorkloadSample workloads) implements CoexistenceDecision {
    @Override
    public String sentence() {
      return "Layer " + layer
          + " is grouped and has no fence: all the CPUs that its workloads request"
          + " are theirs exclusively already: " + workloads + ".";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * Members of a layer with a fence may not run on any CPU of it: their cpuset keeps them out.
   *
   * @param layer the name of the layer
   * @param fence the CPUs of its fence
   * @param workloads those members
   */
  record CpusetOutsideFence(String layer, CpuSet fence, WorkloadSample workloads)
      implements CoexistenceDecision {
    @Override
    public String sentence() {
      return "The fence of layer " + layer + " (CPUs " + fence + ") is of no use to workloads whose"
          + " cpuset has none of these CPUs: " + workloads
          + ". Widen their cpuset, or give them another tier.";
    }

    @Override
    public String about() {
      return layer;
    }

    @Override
    public boolean concerns(Workload workload, Member place) {
      return workloads.first().contains(workload.id());
    }
  }

  /**
   * Workloads of other layers may run nowhere but on a fence: their cpuset has no other CPU, so the
   * scheduler lets them in.
   *
   * @param layer the name of the layer with the fence
   * @param fence the CPUs of the fence
   * @param workloads those workloads
   */
  record CpusetInsideFence(String layer, CpuSet fence, WorkloadSample workloads)
      implements CoexistenceDecision {
    @Override
    public String sentence() {
      return "The fence of layer " + layer + " (CPUs " + fence
          + ") is shared with workloads of other" + " layers whose cpuset has no other CPU: "
          + workloads + ". Widen their cpuset.";
    }

    @Override
    public String about() {
      return layer;
    }

    @Override
    public boolean concerns(Workload workload, Member place) {
      return layer.equals(place.layer()) || workloads.first().contains(workload.id());
    }
  }

  /**
   * Interrupts are handled on CPUs of a fence and take time from its members.
   *
   * @param layer the name of the layer
   * @param cpus the CPUs of its fence that handle some
   * @param interrupts how many
   * @param first the lowest of their numbers, at most {@value WorkloadSample#MAX_NAMED}
   */
  record InterruptsOnFence(String layer, CpuSet cpus, int interrupts, List<Integer> first)
      implements CoexistenceDecision {
    /** Copies the list. */
    public InterruptsOnFence {
      first = List.copyOf(first);
    }

    @Override
    public String sentence() {
      int more = interrupts - first.size();
      return Texts.count(interrupts, "interrupt") + " may be handled on CPUs of the fence of layer "
          + layer + " (" + cpus + "): number "
          + first.stream().map(String::valueOf).collect(Collectors.joining(", "))
          + (more > 0 ? " and " + more + " more" : "")
          + ". /proc/irq/NUMBER/smp_affinity_list moves one that its driver lets go.";
    }

    @Override
    public String about() {
      return layer;
    }
  }

  /**
   * What others have settled could not be found out, so the plan goes by what was known of it before, if
   * anything was.
   *
   * @param problem what could not be read, and why
   */
  record ConstraintUnknown(String problem) implements CoexistenceDecision {
    @Override
    public String sentence() {
      return "What others have settled about CPUs is not known in full: " + problem
          + ". A fence may lie where it does not belong.";
    }

    @Override
    public String about() {
      return problem;
    }

    @Override
    public boolean concerns(Workload workload, Member place) {
      return false;
    }
  }
}
