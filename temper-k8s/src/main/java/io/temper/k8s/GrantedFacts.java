package io.temper.k8s;

import java.util.Map;

/**
 * What the kubelet says it gives a container or a pod; differs from the specification while an
 * in-place resize is pending.
 *
 * @param actual {@code status…resources}: what is in force; empty if not told
 * @param allocated {@code status…allocatedResources}: the requests that the kubelet has accepted;
 *     empty if not told
 */
record GrantedFacts(ResourceFacts actual, Map<String, String> allocated) {
  static final GrantedFacts NONE = new GrantedFacts(ResourceFacts.NONE, Map.of());

  /** Copies the map. */
  GrantedFacts {
    allocated = Map.copyOf(allocated);
  }
}
