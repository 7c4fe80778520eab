package io.temper.plan;

import io.temper.node.NodeTopology;
import io.temper.profile.NodeProfiles;
import io.temper.tier.IgnoredAnnotation;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives each tier that has workloads one layer, beside the two that always exist, and divides it where
 * workloads have thread profiles.
 */
record LayeredTierPlanner(PlanPolicy policy) implements TierPlanner {

  @Override
  public EnforcementPlan plan(WorkloadSet workloads, NodeTopology node, PlanContext context) {
    NodeConstraints constraints = context.constraints();
    Census census = Census.of(workloads, policy.tierPolicy(), constraints);
    HeldCpus held =
        HeldCpus.of(context.previous(), policy.capabilities().contains(Capability.FENCES));
    LayerPlacement placement = new LayerPlacement(census, node, policy, constraints, held);
    LayerWeights weights = new LayerWeights(census, node);
    NodeProfiles profiles = policy.profiles().on(node);
    List<Layer> layers = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>(placement.decisions());
    for (LayerRole role : LayerRole.values()) {
      if (role.tier().isEmpty() || !census.isEmpty(role)) {
        LayerKind kind = placement.kindOf(role);
        Optional<Ceiling> ceiling =
            role.tier().map(tier -> Ceiling.plan(tier, kind, census, policy));
        ceiling.ifPresent(planned -> decisions.addAll(planned.decisions()));
        Layer layer = layer(
            role, kind, weights.of(role), census, ceiling.map(Ceiling::value).orElse(null));
        GroupLayers.Divided divided =
            GroupLayers.of(layer, GroupDemand.of(census.in(role), profiles), node, held);
        layers.addAll(divided.layers());
        decisions.addAll(divided.decisions());
      }
    }
    decisions.addAll(Coexistence.decisions(census, layers, node, constraints));
    Inflation.of(census, node).ifPresent(decisions::add);
    decisions.addAll(decisions(census));
    return new EnforcementPlan(layers, census.members(), policy.systemCgroups(), decisions);
  }

  private static Layer layer(
      LayerRole role, LayerKind kind, int weight, Census census, @Nullable CpuQuantity ceiling) {
    Treatment treatment = Treatment.of(role);
    return new Layer(
        role.label(),
        role,
        kind,
        weight,
        treatment.slice(),
        treatment.isProtected(),
        treatment.preempts(),
        census.requested(role),
        ceiling);
  }

  private List<Decision> decisions(Census census) {
    List<Decision> decisions = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      if (census.isEmpty(LayerRole.of(tier))) {
        decisions.add(new Decision.OmittedTier(tier));
      }
    }
    WorkloadSample limited = census.withLimit();
    if (!limited.isEmpty() && !policy.capabilities().contains(Capability.LIMITS)) {
      decisions.add(new Decision.LimitNotEnforced(limited));
    }
    decisions.addAll(ignoredAnnotations(census));
    return decisions;
  }

  /** Gathers them by key and reason, so that there are never more than a few of these. */
  private static List<Decision> ignoredAnnotations(Census census) {
    Map<List<String>, List<WorkloadId>> byKeyAndReason = new LinkedHashMap<>();
    for (Member member : census.members()) {
      for (IgnoredAnnotation ignored : member.assignment().ignored()) {
        byKeyAndReason
            .computeIfAbsent(List.of(ignored.key(), ignored.why()), unused -> new ArrayList<>())
            .add(member.id());
      }
    }
    List<Decision> decisions = new ArrayList<>();
    byKeyAndReason.forEach((keyAndReason, ids) -> decisions.add(new Decision.IgnoredTierAnnotation(
        keyAndReason.get(0), keyAndReason.get(1), WorkloadSample.of(ids))));
    return decisions;
  }
}
