package io.temper.k8s;

import java.util.Set;

/** What to do with objects that make pods. */
enum Templates {
  /** Count them, as all that is no pod: their pods are in the list, too. */
  PASSED_OVER,
  /** Take the pod that each will make. */
  READ;

  /** Kinds that hold the template of a pod. */
  private static final Set<String> TEMPLATED =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob");

  /** Tells whether the pod is taken that an object of a kind will make. */
  boolean areReadOf(String kind) {
    return this == READ && TEMPLATED.contains(kind);
  }
}
