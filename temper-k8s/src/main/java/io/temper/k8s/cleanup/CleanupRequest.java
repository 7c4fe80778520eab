package io.temper.k8s.cleanup;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

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
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern NAMESPACE = Pattern.compile(LABEL);

  /** They stand in a path: the empty one would be that of all DaemonSets of the namespace. */
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a name is none that Kubernetes allows, or the patience is negative
   */
  public CleanupRequest {
    daemonSets = List.copyOf(daemonSets);
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IllegalArgumentException("'" + namespace
          + "' is no name of a namespace: small letters, digits and dashes, at most 63");
    }
    for (String name : daemonSets) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("'" + name
            + "' is no name of a DaemonSet: small letters, digits, dashes and dots, at most 253");
      }
    }
    if (patience.isNegative()) {
      throw new IllegalArgumentException("the patience must not be negative: " + patience);
    }
  }
}
