package io.temper.runtime.observation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node keeps in touch with the API server of its cluster.
 *
 * @param watches what it listens to
 * @param writes what it tells
 */
public record ApiServerObservation(List<Watch> watches, List<Writes> writes) {
  /** Copies the lists. */
  public ApiServerObservation {
    watches = List.copyOf(watches);
    writes = List.copyOf(writes);
  }

  /**
   * Objects that are kept up with.
   *
   * @param name which, such as {@code pods}; one of a fixed list
   * @param reachable whether they can be kept up with now
   * @param age how long ago anything was heard, a bookmark included; null before the first
   * @param lists how often all were read
   * @param opened how often a watch was opened
   * @param events how many changes were heard
   * @param failures how often it failed
   */
  public record Watch(
      String name,
      boolean reachable,
      @Nullable Duration age,
      long lists,
      long opened,
      long events,
      long failures) {}

  /**
   * One kind of what is written.
   *
   * @param name which, such as {@code annotations}; one of a fixed list
   * @param working whether the last try succeeded; true before the first
   * @param written how often it was written
   * @param failures how often that failed
   */
  public record Writes(String name, boolean working, long written, long failures) {}
}
