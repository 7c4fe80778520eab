package io.temper.lint.fact;

import io.temper.workload.WorkloadId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where in a text workloads are written.
 *
 * @param byWorkload for each, the place of each part that is written; the place of the whole stands for
 *     a part that is not
 */
public record ManifestPlaces(Map<WorkloadId, Map<ManifestField, SourcePlace>> byWorkload) {
  /** Copies the maps. */
  public ManifestPlaces {
    Map<WorkloadId, Map<ManifestField, SourcePlace>> copy = new HashMap<>();
    byWorkload.forEach((id, places) -> copy.put(id, Map.copyOf(places)));
    byWorkload = Map.copyOf(copy);
  }

  /**
   * Returns where a part of a workload stands.
   *
   * @param id the workload
   * @param field the part
   * @return its place, or else that of the whole workload; empty if neither is known
   */
  public Optional<SourcePlace> of(WorkloadId id, ManifestField field) {
    Map<ManifestField, SourcePlace> places = byWorkload.getOrDefault(id, Map.of());
    return Optional.ofNullable(places.get(field))
        .or(() -> Optional.ofNullable(places.get(ManifestField.WORKLOAD)));
  }
}
