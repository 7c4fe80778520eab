package io.temper.json;

import io.temper.node.CpuSet;
import io.temper.plan.WorkloadSample;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the fields of one {@link DecisionDto}. Mutable, for one thread. */
final class DecisionFields {
  private @Nullable String layer;
  private @Nullable String tier;
  private @Nullable Long askedCpus;
  private @Nullable Long askedCores;
  private @Nullable Integer cores;
  private @Nullable Integer fenceableCores;
  private @Nullable Integer nodeCpus;
  private @Nullable String cpus;
  private @Nullable Integer caches;
  private @Nullable Integer numaNodes;
  private @Nullable Integer largestCacheCpus;
  private @Nullable Integer preferred;
  private @Nullable Integer counted;
  private @Nullable Long preferredMillis;
  private @Nullable Long requestedMillis;
  private @Nullable Long givesBackAtMillis;
  private @Nullable String manager;
  private @Nullable Integer holders;
  private @Nullable Integer interrupts;
  private @Nullable List<Integer> firstInterrupts;
  private @Nullable List<String> treatments;
  private @Nullable Long ceilingMillis;
  private @Nullable Long configuredMillis;
  private @Nullable Long limitsMillis;
  private @Nullable Long reservedMillis;
  private @Nullable String key;
  private @Nullable String why;
  private @Nullable WorkloadSampleDto workloads;

  DecisionFields layer(String value) {
    layer = value;
    return this;
  }

  DecisionFields tier(Tier value) {
    tier = WireName.of(value);
    return this;
  }

  DecisionFields askedCpus(long value) {
    askedCpus = value;
    return this;
  }

  DecisionFields askedCores(long value) {
    askedCores = value;
    return this;
  }

  DecisionFields cores(int value) {
    cores = value;
    return this;
  }

  DecisionFields fenceableCores(int value) {
    fenceableCores = value;
    return this;
  }

  DecisionFields nodeCpus(int value) {
    nodeCpus = value;
    return this;
  }

  DecisionFields cpus(CpuSet value) {
    cpus = value.toString();
    return this;
  }

  DecisionFields caches(int value) {
    caches = value;
    return this;
  }

  DecisionFields numaNodes(int value) {
    numaNodes = value;
    return this;
  }

  DecisionFields largestCacheCpus(int value) {
    largestCacheCpus = value;
    return this;
  }

  DecisionFields preferred(int value) {
    preferred = value;
    return this;
  }

  DecisionFields counted(int value) {
    counted = value;
    return this;
  }

  DecisionFields preferredRequest(CpuQuantity value) {
    preferredMillis = value.millis();
    return this;
  }

  DecisionFields requested(CpuQuantity value) {
    requestedMillis = value.millis();
    return this;
  }

  DecisionFields givesBackAt(CpuQuantity value) {
    givesBackAtMillis = value.millis();
    return this;
  }

  DecisionFields manager(String value) {
    manager = value;
    return this;
  }

  DecisionFields holders(int value) {
    holders = value;
    return this;
  }

  DecisionFields interrupts(int value) {
    interrupts = value;
    return this;
  }

  DecisionFields firstInterrupts(List<Integer> value) {
    firstInterrupts = value;
    return this;
  }

  DecisionFields treatments(List<ThreadTreatment> value) {
    treatments = value.stream().map(ThreadTreatment::label).toList();
    return this;
  }

  DecisionFields ceiling(CpuQuantity value) {
    ceilingMillis = value.millis();
    return this;
  }

  DecisionFields configured(@Nullable CpuQuantity value) {
    configuredMillis = value == null ? null : value.millis();
    return this;
  }

  DecisionFields limits(CpuQuantity value) {
    limitsMillis = value.millis();
    return this;
  }

  DecisionFields reserved(CpuQuantity value) {
    reservedMillis = value.millis();
    return this;
  }

  DecisionFields key(String value) {
    key = value;
    return this;
  }

  DecisionFields why(String value) {
    why = value;
    return this;
  }

  DecisionFields workloads(WorkloadSample value) {
    workloads = WorkloadSampleDto.of(value);
    return this;
  }

  DecisionDto toDto(String name, String sentence) {
    return new DecisionDto(
        name,
        sentence,
        layer,
        tier,
        askedCpus,
        askedCores,
        cores,
        fenceableCores,
        nodeCpus,
        cpus,
        caches,
        numaNodes,
        largestCacheCpus,
        preferred,
        counted,
        preferredMillis,
        requestedMillis,
        givesBackAtMillis,
        manager,
        holders,
        interrupts,
        firstInterrupts,
        treatments,
        ceilingMillis,
        configuredMillis,
        limitsMillis,
        reservedMillis,
        key,
        why,
        workloads);
  }
}
