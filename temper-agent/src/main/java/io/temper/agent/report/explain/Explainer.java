package io.temper.agent.report.explain;

import io.temper.agent.report.explain.Explanation.GroupPlace;
import io.temper.agent.report.explain.Explanation.Place;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.PodFinder;
import io.temper.agent.report.plan.NodePlan;
import io.temper.agent.report.plan.PlanMaker;
import io.temper.k8s.ListedPod;
import io.temper.k8s.PodList;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import io.temper.profile.ProfileChoice;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Explains why a pod is where it is.
 *
 * @param plans plans the pod's node
 */
public record Explainer(PlanMaker plans) {

  /**
   * Explains one pod of a list.
   *
   * @param pods the list
   * @param wanted {@code namespace/name}, a name, or a uid
   * @return the explanation
   * @throws InputException if the list has no such pod, or more than one
   */
  public Explanation explain(PodList pods, String wanted) {
    var pod = PodFinder.find(pods, wanted);
    var nodeName =
        pod.phase().isFinished() ? Optional.<String>empty() : pod.workload().nodeName();
    var node = nodeName.map(name -> plans.planOf(pods, name)).orElseGet(() -> alone(pod));
    var member = node.plan().member(pod.workload().id()).orElseThrow();
    var profile = plans.profileOf(pod.workload());
    return new Explanation(
        pod.workload(),
        pod.phase().name().toLowerCase(Locale.ROOT),
        node.plan(),
        member,
        profile,
        nodeName.map(unused -> place(node, member, pod.workload(), profile)));
  }

  /** The rules decide the tier of each pod by itself, so a plan of one pod tells it as well. */
  private NodePlan alone(ListedPod pod) {
    return plans.planOf("", WorkloadSet.of(pod.workload()));
  }

  private Place place(NodePlan node, Member member, Workload workload, ProfileChoice profile) {
    var layer = node.plan().layer(member.layer()).orElseThrow();
    var decisions = node.plan().decisions().stream()
        .filter(decision -> decision.concerns(workload, member))
        .toList();
    return new Place(
        node.node(),
        plans.machine(),
        layer,
        node.podsIn(layer),
        groups(profile, node.plan(), member),
        decisions);
  }

  private static List<GroupPlace> groups(
      ProfileChoice choice, EnforcementPlan plan, Member member) {
    return choice.profile().stream()
        .flatMap(profile -> profile.groups().stream())
        .map(group -> new GroupPlace(
            group, plan.layerOf(member.layer(), group.treatment()).name()))
        .toList();
  }
}
