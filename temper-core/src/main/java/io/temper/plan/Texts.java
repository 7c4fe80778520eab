package io.temper.plan;

import io.temper.node.CpuSet;
import io.temper.workload.CpuQuantity;

/** The turns of phrase that the sentences of decisions share. */
final class Texts {
  private Texts() {}

  /** Returns the number with its noun: {@code 1 core}, {@code 2 cores}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Returns the amount with its noun: {@code 1 CPU}, {@code 1500m CPUs}. */
  static String cpus(CpuQuantity amount) {
    return amount + (amount.equals(CpuQuantity.ofCpus(1)) ? " CPU" : " CPUs");
  }

  /** Returns the CPUs with their noun: {@code CPU 3}, {@code CPUs 1-3,8}. */
  static String cpuList(CpuSet cpus) {
    return (cpus.size() == 1 ? "CPU " : "CPUs ") + cpus;
  }

  /** Returns the kind with its CPUs: {@code confined to CPUs 1-3}, {@code grouped around CPU 2}. */
  static String kind(LayerKind kind) {
    CpuSet cpus = kind.preferredCpus();
    return cpus.isEmpty()
        ? kind.label()
        : kind.label() + (kind.fencedCpus().isEmpty() ? " around " : " to ") + cpuList(cpus);
  }

  static String restoring(WorkloadSample workloads) {
    return workloads.isEmpty() ? "" : " Without " + workloads + " it would fit.";
  }
}
