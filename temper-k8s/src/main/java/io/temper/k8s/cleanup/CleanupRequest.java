package io.temper.k8s.cleanup;

import java.time.Duration;
import java.util.List;

/**
 * What shall be taken back.
 *
 * @param namespace of the agents
 * @param daemonSets those of the agents: they are deleted first, since an agent writes again what was removed
 * @param patience how long their pods may take to end; then it goes on all the same
 * @param prefix of the annotations that agents write, such as {@code temper.io/}
 */
public record CleanupRequest(
    String namespace, List<String> daemonSets, Duration patience, String prefix) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the patience is negative
   */
  public CleanupRequest {
    daemonSets = List.copyOf(daemonSets);
    if (patience.isNegative()) {
      throw new IllegalArgumentException("the patience must not be negative: " + patience);
    }
  }
}
