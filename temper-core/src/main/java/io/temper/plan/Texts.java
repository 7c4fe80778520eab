package io.temper.plan;

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

  static String restoring(WorkloadSample workloads) {
    return workloads.isEmpty() ? "" : " Without " + workloads + " it would fit.";
  }
}
