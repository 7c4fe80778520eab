package io.temper.plan;

/** The turns of phrase that the sentences of decisions share. */
final class Texts {
  private Texts() {}

  /** Returns the number with its noun: {@code 1 core}, {@code 2 cores}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  static String restoring(WorkloadSample workloads) {
    return workloads.isEmpty() ? "" : " Without " + workloads + " it would fit.";
  }
}
