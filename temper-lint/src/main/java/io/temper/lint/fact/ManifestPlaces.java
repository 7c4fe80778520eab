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
 * @param resourcesOfParts for each, the place of the requests and limits of those of its parts that have
 *     some, such as containers, by their name
 */
public record ManifestPlaces(
    Map<WorkloadId, Map<ManifestField, SourcePlace>> byWorkload,
    Map<WorkloadId, Map<String, SourcePlace>> resourcesOfParts) {
  /** Copies the maps. */
  public ManifestPlaces {
    byWorkload = copy(byWorkload);
    resourcesOfParts = copy(resourcesOfParts);
  }

  /**
   * Creates places of workloads whose parts have none.
   *
   * @param byWorkload as above
   */
  public ManifestPlaces(Map<WorkloadId, Map<ManifestField, SourcePlace>> byWorkload) {
    this(byWorkload, Map.of());
  }

  private static <K> Map<WorkloadId, Map<K, SourcePlace>> copy(
      Map<WorkloadId, Map<K, SourcePlace>> places) {
    Map<WorkloadId, Map<K, SourcePlace>> copy = new HashMap<>();
    places.forEach((id, its) -> copy.put(id, Map.copyOf(its)));
    return Map.copyOf(copy);
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

  /**
   * Returns where what a finding is about stands.
   *
   * @param id the workload
   * @param field the part of what is written of it
   * @param part the part of the workload itself; empty for the whole
   * @return the place of the part's requests and limits if the field is these, or else as for the whole
   */
  public Optional<SourcePlace> of(WorkloadId id, ManifestField field, String part) {
    Map<String, SourcePlace> its =
        field == ManifestField.RESOURCES ? resourcesOfParts.getOrDefault(id, Map.of()) : Map.of();
    return Optional.ofNullable(its.get(part)).or(() -> of(id, field));
  }
}
