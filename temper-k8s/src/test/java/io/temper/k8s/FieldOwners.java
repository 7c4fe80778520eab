package io.temper.k8s;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes the {@code metadata.managedFields} of a pod as an API server does: which writer owns which
 * field, the fields as a tree of empty objects. {@code kubectl} up to 1.20 prints it, and later ones do
 * when asked to; then it is a good part of the text, and none of it is used.
 */
final class FieldOwners {
  /** List fields whose items are told apart by keys, and those keys. */
  private static final Map<String, List<String>> ITEM_KEYS = Map.of(
      "conditions", List.of("type"),
      "containers", List.of("name"),
      "env", List.of("name"),
      "hostIPs", List.of("ip"),
      "ownerReferences", List.of("uid"),
      "podIPs", List.of("ip"),
      "ports", List.of("containerPort", "protocol"),
      "volumeMounts", List.of("mountPath"),
      "volumes", List.of("name"));

  /** Fields that every pod has, so that their being there is nobody's doing. */
  private static final Set<String> ROOTS = Set.of("metadata", "spec", "status", "containers");

  private FieldOwners() {}

  /**
   * Returns the pod with two such entries, as most pods have: one of who created it, one of the
   * kubelet that reports on it.
   */
  static Map<String, Object> addTo(Map<String, Object> pod) {
    Map<String, Object> metadata = part(pod, "metadata");
    Map<String, Object> created = new TreeMap<>(metadata);
    created.keySet().retainAll(Set.of("annotations", "generateName", "labels", "ownerReferences"));
    Map<String, Object> reported = part(pod, "status");
    reported.keySet().removeAll(Set.of("phase", "qosClass"));
    metadata.put(
        "managedFields",
        List.of(
            entry(
                "kube-controller-manager",
                "",
                Map.of("metadata", created, "spec", pod.get("spec"))),
            entry("kubelet", "status", Map.of("status", reported))));
    Map<String, Object> managed = new TreeMap<>(pod);
    managed.put("metadata", metadata);
    return managed;
  }

  /** Returns a copy of an object in a pod. */
  private static Map<String, Object> part(Map<String, Object> pod, String key) {
    Map<String, Object> part = new TreeMap<>();
    ((Map<?, ?>) Objects.requireNonNull(pod.get(key)))
        .forEach((name, value) -> part.put(String.valueOf(name), value));
    return part;
  }

  private static Map<String, Object> entry(String manager, String subresource, Object owned) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("apiVersion", "v1");
    entry.put("fieldsType", "FieldsV1");
    entry.put("fieldsV1", fields(owned, ""));
    entry.put("manager", manager);
    entry.put("operation", "Update");
    if (!subresource.isEmpty()) {
      entry.put("subresource", subresource);
    }
    entry.put("time", "2026-11-02T09:00:00Z");
    return entry;
  }

  /** Lists without such keys, and texts, are owned as a whole. */
  private static Map<String, Object> fields(Object value, String field) {
    Map<String, Object> fields = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, child) -> fields.put("f:" + key, fields(child, String.valueOf(key))));
    } else if (value instanceof List<?> list && ITEM_KEYS.containsKey(field)) {
      for (Object item : list) {
        Map<String, Object> owned = fields(item, "");
        owned.put(".", Map.of());
        fields.put("k:" + keysOf((Map<?, ?>) item, ITEM_KEYS.get(field)), owned);
      }
    }
    boolean ownedItself = !field.isEmpty() && !ROOTS.contains(field);
    if (ownedItself && !fields.isEmpty()) {
      fields.put(".", Map.of());
    }
    return fields;
  }

  /** Returns the keys of an item and their values as JSON without blanks. */
  private static String keysOf(Map<?, ?> item, List<String> keys) {
    return keys.stream()
        .map(key -> '"' + key + "\":"
            + KubectlPrinter.json(Objects.requireNonNull(item.get(key))).strip())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
