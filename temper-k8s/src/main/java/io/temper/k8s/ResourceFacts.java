package io.temper.k8s;

import java.util.Map;

/**
 * The requests and limits of a container or a pod as they are written, by resource name.
 *
 * @param given whether they are written at all, empty or not
 * @param requests quantities by resource name, such as {@code cpu}
 * @param limits quantities by resource name
 */
record ResourceFacts(boolean given, Map<String, String> requests, Map<String, String> limits) {
  static final ResourceFacts NONE = new ResourceFacts(false, Map.of(), Map.of());

  /** Copies the maps. */
  ResourceFacts {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
  }

  boolean isEmpty() {
    return requests.isEmpty() && limits.isEmpty();
  }
}
