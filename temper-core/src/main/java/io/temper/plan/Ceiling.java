package io.temper.plan;

import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of planning a ceiling for the layer of one tier.
 *
 * <pre>
 *   ceiling = min(configured, sum of limits)     each only where there is one
 *
 *   configured      of the critical layer: at least what is reserved for it
 *   sum of limits   only if every member has a limit
 * </pre>
 */
record Ceiling(@Nullable CpuQuantity value, List<Decision> decisions) {

  static Ceiling plan(Tier tier, LayerKind kind, Census census, PlanPolicy policy) {
    CpuQuantity configured = policy.ceilings().get(tier);
    if (!policy.capabilities().contains(Capability.CEILINGS)) {
      return new Ceiling(
          null,
          configured == null
              ? List.of()
              : List.of(new Decision.CeilingNotEnforceable(tier.label(), configured)));
    }
    List<Decision> decisions = new ArrayList<>();
    if (configured != null) {
      CpuQuantity reserved = reserved(tier, kind, census);
      if (configured.compareTo(reserved) < 0) {
        decisions.add(new Decision.CeilingRaised(tier.label(), configured, reserved));
        configured = reserved;
      }
    }
    Optional<CpuQuantity> limits = census.limits(LayerRole.of(tier));
    return limits.isEmpty()
        ? new Ceiling(configured, decisions)
        : smaller(tier, configured, limits.get(), census, decisions);
  }

  private static Ceiling smaller(
      Tier tier,
      @Nullable CpuQuantity configured,
      CpuQuantity limits,
      Census census,
      List<Decision> decisions) {
    if (configured != null && configured.compareTo(limits) < 0) {
      decisions.add(new Decision.CeilingBelowLimits(tier.label(), configured, limits));
      return new Ceiling(configured, decisions);
    }
    WorkloadSample members = Census.sample(census.in(LayerRole.of(tier)), any -> true);
    decisions.add(new Decision.CeilingFromLimits(tier.label(), limits, members, configured));
    return new Ceiling(limits, decisions);
  }

  /** Whoever makes a tier critical wants it to have what it asks for; the other tiers share. */
  private static CpuQuantity reserved(Tier tier, LayerKind kind, Census census) {
    if (tier != Tier.CRITICAL) {
      return CpuQuantity.ZERO;
    }
    CpuQuantity fence = CpuQuantity.ofCpus(kind.fencedCpus().size());
    CpuQuantity requested = census.requested(LayerRole.CRITICAL);
    // Members with CPUs of their own request more than the fence holds.
    return fence.compareTo(requested) < 0 ? requested : fence;
  }
}
