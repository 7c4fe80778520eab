package io.temper.agent.report.explain;

import io.temper.agent.report.explain.CgroupExplanation.Profile;
import io.temper.agent.report.explain.CgroupExplanation.ProfiledGroup;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ThreadProfile;
import io.temper.runtime.placement.GroupCount;
import io.temper.runtime.placement.PlacementReport;
import io.temper.workload.Workload;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Explains how the threads of workloads are told apart. Waits for nobody.
 *
 * @param profiles gives the profiles in force
 * @param topology gives the machine; empty while it is not known
 * @param placement gives what became of the profiles
 */
public record ProfileExplainer(
    Supplier<ProfileCatalog> profiles,
    Supplier<Optional<NodeTopology>> topology,
    Supplier<PlacementReport> placement) {

  /** Returns how the threads of a workload are told apart; empty while the machine is not known. */
  Optional<Profile> explain(Workload workload, Member member, EnforcementPlan plan) {
    return topology.get().map(node -> {
      var choice = profiles.get().on(node).choose(workload);
      return new Profile(
          choice.profile().map(ThreadProfile::id).orElse(""),
          choice.reason().sentence(),
          choice.profile().isEmpty() ? List.of() : groups(member, plan));
    });
  }

  private List<ProfiledGroup> groups(Member member, EnforcementPlan plan) {
    return placement.get().groups().stream()
        .filter(group -> group.workload().equals(member.id()))
        .map(group -> group(group, member, plan))
        .toList();
  }

  private static ProfiledGroup group(GroupCount from, Member member, EnforcementPlan plan) {
    return new ProfiledGroup(
        from.name(),
        from.treatment().label(),
        plan.layerOf(member.layer(), from.treatment()).name(),
        from.threads());
  }
}
