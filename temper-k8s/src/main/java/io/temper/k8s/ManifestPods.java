package io.temper.k8s;

import io.temper.workload.WorkloadId;
import java.util.Map;

/**
 * The pods of manifests, and where they are written.
 *
 * @param pods the pods; those that objects such as a Deployment will make are among the pending ones
 * @param lines where each pod is written
 */
public record ManifestPods(PodList pods, Map<WorkloadId, PodLines> lines) {
  /** Copies the map. */
  public ManifestPods {
    lines = Map.copyOf(lines);
  }
}
