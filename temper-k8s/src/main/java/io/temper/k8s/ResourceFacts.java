package io.temper.k8s;

import java.util.Map;

/**
 * The requests and limits of a container or a pod as they are written, by resource name.
 *
 * @param requests quantities by resource name, such as {@code cpu}
 * @param limits quantities by resource name
 */
record ResourceFacts(Map<String, String> requests, Map<String, String> limits) {
  static final ResourceFacts NONE = new ResourceFacts(Map.of(), Map.of());

  /** Copies the maps. */
  ResourceFacts {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
  }

  boolean isEmpty() {
    return requests.isEmpty() && limits.isEmpty();
  }
}
