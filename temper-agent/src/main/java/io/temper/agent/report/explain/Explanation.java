package io.temper.agent.report.explain;

import io.temper.agent.report.input.Machine;
import io.temper.node.Core;
import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.Member;
import io.temper.profile.ProfileChoice;
import io.temper.profile.ProfileGroup;
import io.temper.workload.Workload;
import java.util.List;
import java.util.Optional;

/**
 * Why one pod is where it is.
 *
 * @param workload the pod
 * @param phase where it is in its life, as Kubernetes names it
 * @param plan the plan of its node; for a pod that is on no node, the plan of a node of its own
 * @param member what the plan says of it: its tier, and the rule that decided
 * @param profile its thread profile on such a machine, and why
 * @param place its layer; empty for a pod that is on no node
 */
public record Explanation(
    Workload workload,
    String phase,
    EnforcementPlan plan,
    Member member,
    ProfileChoice profile,
    Optional<Place> place) {

  /**
   * Where the pod is on its node.
   *
   * @param node the node's name
   * @param machine the machine that the node is taken to be
   * @param layer its layer
   * @param podsInLayer how many pods the layer has, this one included
   * @param groups where the threads of the profile's groups go, in its order; empty without a profile
   * @param decisions those that concern the pod
   */
  public record Place(
      String node,
      Machine machine,
      Layer layer,
      long podsInLayer,
      List<GroupPlace> groups,
      List<Decision> decisions) {

    /** Copies the lists. */
    public Place {
      groups = List.copyOf(groups);
      decisions = List.copyOf(decisions);
    }

    /**
     * Returns the physical cores that the layer's CPUs belong to.
     *
     * @return the cores; empty if the layer likes all alike
     */
    public List<Core> cores() {
      return machine.coresOf(layer);
    }
  }

  /**
   * Where the threads of one group of a thread profile go.
   *
   * @param group the group
   * @param layer the name of the layer, which is the pod's own if its tier is not divided
   */
  public record GroupPlace(ProfileGroup group, String layer) {}
}
