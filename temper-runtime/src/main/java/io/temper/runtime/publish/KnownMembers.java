package io.temper.runtime.publish;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a new configuration can be had without another shape: members of layers that are in force.
 */
final class KnownMembers {
  private KnownMembers() {}

  /**
   * Returns the configuration in force with the members of the next one. A member whose layer is not in
   * force yet stays where it is.
   */
  static KernelConfig in(KernelConfig inForce, KernelConfig next) {
    Map<String, Integer> indexes = new HashMap<>();
    for (KernelLayer layer : inForce.layers()) {
      indexes.put(layer.name(), layer.index());
    }
    NavigableMap<Long, Integer> members = new TreeMap<>();
    next.members().forEach((cgroup, layer) -> {
      @Nullable Integer index = indexes.get(next.layers().get(layer).name());
      Integer place = index == null ? inForce.members().get(cgroup) : index;
      if (place != null) {
        members.put(cgroup, place);
      }
    });
    return inForce.withMembers(members);
  }
}
