package io.temper.runtime;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the kernel goes by, and since which generation each control group is in its layer.
 *
 * @param config what it goes by
 * @param since generations by the id of the control group; one for each member of the configuration
 */
public record InForce(KernelConfig config, NavigableMap<Long, Long> since) {
  /** How many groups the scheduler looks at, a group itself first, until one has an entry. */
  public static final int LEVELS = 16;

  /**
   * Where the kernel has a control group.
   *
   * @param layer its layer
   * @param since the generation that put it there
   */
  public record Place(KernelLayer layer, long since) {}

  /** Copies the map. */
  public InForce {
    since = Collections.unmodifiableNavigableMap(new TreeMap<>(since));
  }

  /**
   * Returns what is in force once a scheduler was attached.
   *
   * @param config what it was attached with
   * @return every member since that generation
   */
  public static InForce first(KernelConfig config) {
    NavigableMap<Long, Long> since = new TreeMap<>();
    config.members().keySet().forEach(id -> since.put(id, config.generation()));
    return new InForce(config, since);
  }

  /**
   * Returns what is in force once a change was published.
   *
   * @param next what was published
   * @return members that stay in their layer since the generation that they have now
   */
  public InForce next(KernelConfig next) {
    NavigableMap<Long, Long> all = new TreeMap<>();
    next.members().forEach((id, index) -> {
      String layer = next.layers().get(index).name();
      all.put(
          id,
          placeOf(id)
              .filter(before -> before.layer().name().equals(layer))
              .map(Place::since)
              .orElse(next.generation()));
    });
    return new InForce(next, all);
  }

  /**
   * Returns where the kernel has a control group by an entry of its own.
   *
   * @param cgroupId the kernel's number of the group
   * @return the place; empty if the kernel knows nothing of this group
   */
  public Optional<Place> placeOf(long cgroupId) {
    Integer index = config.members().get(cgroupId);
    Long generation = since.get(cgroupId);
    return index == null || generation == null
        ? Optional.empty()
        : Optional.of(new Place(config.layers().get(index), generation));
  }

  /**
   * Returns the layer of everything that no entry names.
   *
   * @return the default layer
   */
  public KernelLayer defaultLayer() {
    return config.layers().get(config.defaultLayer());
  }
}
