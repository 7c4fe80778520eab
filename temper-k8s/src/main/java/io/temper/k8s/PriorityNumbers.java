package io.temper.k8s;

import java.util.Map;
import java.util.OptionalInt;

/** Where the number of a priority class comes from. */
enum PriorityNumbers {
  /** From the pod: the API server writes it there, so a pod without it is refused. */
  IN_THE_POD,
  /**
   * From the pod or, as in a manifest that no API server has seen, from the name of a class that every
   * cluster with Temper has; a class with another name leaves the priority open.
   */
  BY_NAME;

  /** The classes of Kubernetes, and those that Temper's chart makes. */
  private static final Map<String, Integer> WELL_KNOWN = Map.of(
      "system-node-critical", 2_000_001_000,
      "system-cluster-critical", 2_000_000_000,
      "temper-critical", 1_000_000,
      "temper-high", 100_000,
      "temper-normal", 0,
      "temper-low", -100,
      "temper-background", -1000);

  OptionalInt of(String className) {
    Integer number = this == BY_NAME ? WELL_KNOWN.get(className) : null;
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
