package io.temper.lint;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.node.NodeTopology;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.profile.MachineFilter;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.PartLimit;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadBuilder;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Inputs of the cases. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  /** Knows a profile with a group for each treatment. */
  static final PlanPolicy PROFILED =
      PlanPolicy.STANDARD.withProfiles(ProfileCatalog.of(List.of(new ThreadProfile(
          "test",
          "these tests",
          true,
          List.of(),
          MachineFilter.ANY,
          false,
          Arrays.stream(ThreadTreatment.values())
              .map(each -> ProfileGroup.of(each.label(), each, each.label()))
              .toList()))));

  private Samples() {}

  static CpuQuantity millis(long millis) {
    return CpuQuantity.ofMillis(millis);
  }

  /** A workload without a priority, which has its own control group. */
  static WorkloadBuilder bare(String name) {
    return Workload.builder(WorkloadId.of("shop", name)).cgroup(new CgroupPath("/" + name));
  }

  static WorkloadBuilder pod(String name, Tier tier) {
    return bare(name).priority(PriorityThresholds.STANDARD.lowestOf(tier));
  }

  static Workload pod(String name, Tier tier, long requestMillis) {
    return pod(name, tier).request(millis(requestMillis)).build();
  }

  static Workload limited(String name, Tier tier, long requestMillis, long limitMillis) {
    return pod(name, tier)
        .request(millis(requestMillis))
        .limit(millis(limitMillis))
        .build();
  }

  /** A workload with limits of its parts only: {@code app 500m}. */
  static Workload limitedInParts(String name, Tier tier, String... parts) {
    return pod(name, tier)
        .partLimits(Stream.of(parts)
            .map(part -> part.split(" ", 2))
            .map(part -> new PartLimit(part[0], CpuQuantity.parse(part[1])))
            .toList())
        .build();
  }

  /** A workload of which each group of {@link #PROFILED} may have threads. */
  static WorkloadBuilder profiled(String name, Tier tier) {
    return pod(name, tier).annotations(Map.of("temper.io/workload-profile", "test"));
  }

  static Workload annotated(String name, String... keysAndValues) {
    Map<String, String> annotations = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      annotations.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return pod(name, Tier.NORMAL)
        .request(millis(100))
        .annotations(Map.copyOf(annotations))
        .build();
  }

  static LintInput nothing() {
    return LintInput.at(NOW);
  }

  static LintInput written(Workload... workloads) {
    return nothing().with(Fact.WORKLOADS, WorkloadSet.of(Arrays.asList(workloads)));
  }

  static LintInput planned(String topology, Workload... workloads) {
    return planned(PlanPolicy.STANDARD, topology, workloads);
  }

  static LintInput planned(PlanPolicy policy, String topology, Workload... workloads) {
    NodeTopology node = NodeTopology.parse(topology);
    WorkloadSet set = WorkloadSet.of(Arrays.asList(workloads));
    return written(workloads)
        .with(Fact.TOPOLOGY, node)
        .with(Fact.PLAN, TierPlanner.with(policy).plan(set, node));
  }
}
