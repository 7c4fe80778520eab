package io.temper.json;

import static io.temper.json.Absent.require;
import static io.temper.json.Absent.requireList;

import io.temper.node.CpuSet;
import io.temper.plan.Decision;
import io.temper.plan.WorkloadSample;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is written: its name, a sentence for people, and of the other fields those that
 * the decision has. {@link DecisionCase} knows which.
 */
record DecisionDto(
    String name,
    String sentence,
    @Nullable String layer,
    @Nullable String tier,
    @Nullable Long askedCpus,
    @Nullable Long askedCores,
    @Nullable Integer cores,
    @Nullable Integer fenceableCores,
    @Nullable Integer nodeCpus,
    @Nullable String cpus,
    @Nullable Integer caches,
    @Nullable Integer numaNodes,
    @Nullable Integer largestCacheCpus,
    @Nullable Integer preferred,
    @Nullable Integer counted,
    @Nullable Long preferredMillis,
    @Nullable Long requestedMillis,
    @Nullable Long givesBackAtMillis,
    @Nullable String manager,
    @Nullable Integer holders,
    @Nullable Integer interrupts,
    @Nullable List<Integer> firstInterrupts,
    @Nullable List<String> treatments,
    @Nullable Long ceilingMillis,
    @Nullable Long configuredMillis,
    @Nullable Long limitsMillis,
    @Nullable Long reservedMillis,
    @Nullable String key,
    @Nullable String why,
    @Nullable WorkloadSampleDto workloads) {
  /** Refuses what is absent. */
  DecisionDto {
    require("name", name);
  }

  static DecisionDto of(Decision decision) {
    return DecisionCase.write(decision);
  }

  Decision toDomain() {
    return DecisionCase.read(this);
  }

  String requireLayer() {
    return require("layer", layer);
  }

  Tier requireTier() {
    return WireName.tier(require("tier", tier));
  }

  CpuSet requireCpus() {
    return CpuSet.parse(require("cpus", cpus));
  }

  List<ThreadTreatment> requireTreatments() {
    return requireList("treatments", treatments).stream()
        .map(WireName::treatment)
        .toList();
  }

  CpuQuantity requireCeiling() {
    return CpuQuantity.ofMillis(require("ceilingMillis", ceilingMillis));
  }

  CpuQuantity requireConfigured() {
    return CpuQuantity.ofMillis(require("configuredMillis", configuredMillis));
  }

  CpuQuantity requireLimits() {
    return CpuQuantity.ofMillis(require("limitsMillis", limitsMillis));
  }

  CpuQuantity requireRequested() {
    return CpuQuantity.ofMillis(require("requestedMillis", requestedMillis));
  }

  CpuQuantity requireReserved() {
    return CpuQuantity.ofMillis(require("reservedMillis", reservedMillis));
  }

  WorkloadSample requireWorkloads() {
    return require("workloads", workloads).toDomain();
  }
}
