package io.temper.k8s.migrate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Old keys that must not be renamed where they stand, since the new key is there as well. */
final class Collisions {
  private Collisions() {}

  /**
   * Finds them at any depth.
   *
   * @param object where to look
   * @return the old keys; each alone could be renamed
   */
  static Set<String> of(ClusterObject object) {
    Map<List<String>, Set<String>> keysByNewPlace = new HashMap<>();
    for (String pointer : object.texts().keySet()) {
      List<String> place = new ArrayList<>();
      for (String key : ClusterObject.keysOf(pointer)) {
        place.add(OldNames.key(key).orElse(key));
        keysByNewPlace
            .computeIfAbsent(List.copyOf(place), unused -> new TreeSet<>())
            .add(key);
      }
    }
    Set<String> found = new TreeSet<>();
    keysByNewPlace.values().stream().filter(keys -> keys.size() > 1).forEach(keys -> keys.stream()
        .filter(key -> OldNames.key(key).isPresent())
        .forEach(found::add));
    return found;
  }
}
