package io.temper.k8s.migrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds the old names in an object, by its kind. */
final class NameFinder {
  static final String ANNOTATION = "annotation";
  static final String LABEL = "label";
  static final String NODE_SELECTOR = "node selector";
  static final String NODE_AFFINITY = "node affinity";
  static final String CLASS = "priority class";

  private static final Set<String> WITH_METRICS =
      Set.of("PrometheusRule", "ServiceMonitor", "PodMonitor", "ConfigMap");

  /** Parts of the chart of before that this one does not have (yet). */
  private static final Set<String> NO_VALUES = Set.of("dashboard", "scheduler", "webhook");

  private static final String CLASS_NAME = "priorityClassName";

  private NameFinder() {}

  /** Returns all old names of an object; of one that is none, those of Helm's values. */
  static List<Rename> all(ClusterObject object) {
    if (object.kind().isEmpty()) {
      return values(object);
    }
    List<Rename> names = new ArrayList<>();
    names.addAll(keys(ANNOTATION, object.annotations()));
    names.addAll(keys(LABEL, object.labels()));
    if (object.kind().equals("Pod")) {
      names.addAll(spec(object, "/spec"));
    }
    object.template().ifPresent(template -> names.addAll(template(object, template)));
    if (object.kind().equals("PriorityClass")) {
      add(CLASS, object.name(), OldNames::priorityClass, names);
    }
    names.addAll(anywhere(object));
    names.addAll(metrics(object));
    return names.stream().distinct().toList();
  }

  /** Returns the old names that stand where some kind has them, whatever the kind: templates are anywhere. */
  private static List<Rename> anywhere(ClusterObject object) {
    List<Rename> names = new ArrayList<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(object.texts()).entrySet()) {
      List<String> keys = ClusterObject.keysOf(entry.getKey());
      String parent = "";
      for (String key : keys) {
        add(whatBelow(parent), key, OldNames::key, names);
        parent = key;
      }
      addText(keys, entry.getValue(), names);
    }
    return names;
  }

  /** Adds what is an old name not as a key but as a text. */
  private static void addText(List<String> keys, String text, List<Rename> names) {
    String last = keys.get(keys.size() - 1);
    if (last.equals(CLASS_NAME) || isInScope(keys)) {
      add(CLASS, text, OldNames::priorityClass, names);
    }
    if (last.equals("key") && keys.contains("nodeAffinity")) {
      add(NODE_AFFINITY, text, OldNames::key, names);
    }
  }

  private static String whatBelow(String parent) {
    return switch (parent) {
      case "annotations" -> ANNOTATION;
      case "labels", "matchLabels" -> LABEL;
      case "nodeSelector" -> NODE_SELECTOR;
      default -> "key";
    };
  }

  /** Returns the old keys of annotations or labels. */
  static List<Rename> keys(String what, SortedMap<String, String> entries) {
    List<Rename> names = new ArrayList<>();
    entries.keySet().forEach(key -> add(what, key, OldNames::key, names));
    return names;
  }

  /** Returns the old names in a template of pods. */
  static List<Rename> template(ClusterObject object, String pointer) {
    List<Rename> names =
        new ArrayList<>(keys(ANNOTATION, object.below(pointer + "/metadata/annotations")));
    names.addAll(spec(object, pointer + "/spec"));
    return names;
  }

  /** Returns the old names in the specification of a pod. */
  static List<Rename> spec(ClusterObject object, String pointer) {
    List<Rename> names = new ArrayList<>();
    add(CLASS, object.text(pointer + "/" + CLASS_NAME), OldNames::priorityClass, names);
    names.addAll(keys(NODE_SELECTOR, object.below(pointer + "/nodeSelector")));
    affinityKeys(object, pointer)
        .values()
        .forEach(key -> add(NODE_AFFINITY, key, OldNames::key, names));
    return names.stream().distinct().toList();
  }

  /** Returns the labels of nodes that the affinity of a pod asks for, by the path of each. */
  static SortedMap<String, String> affinityKeys(ClusterObject object, String spec) {
    SortedMap<String, String> keys = new TreeMap<>();
    String start = spec + "/affinity/nodeAffinity/";
    object.texts().forEach((path, text) -> {
      if (path.startsWith(start) && path.endsWith("/key")) {
        keys.put(path, text);
      }
    });
    return keys;
  }

  /** Returns the old classes whose pods a quota counts. */
  static List<Rename> quota(ClusterObject quota) {
    List<Rename> names = new ArrayList<>();
    quota.texts().forEach((path, text) -> {
      if (isInScope(ClusterObject.keysOf(path))) {
        add(CLASS, text, OldNames::priorityClass, names);
      }
    });
    return names.stream().distinct().sorted(Comparator.comparing(Rename::old)).toList();
  }

  private static boolean isInScope(List<String> keys) {
    return keys.contains("scopeSelector") && keys.contains("values");
  }

  /** Returns the old metrics that an object of the monitoring speaks of. */
  static List<Rename> metrics(ClusterObject object) {
    if (!WITH_METRICS.contains(object.kind())) {
      return List.of();
    }
    SortedSet<String> found = new TreeSet<>();
    object.texts().values().forEach(text -> found.addAll(OldNames.metrics(text)));
    return found.stream()
        .map(metric -> new Rename("metric", metric, OldNames.metric(metric)))
        .toList();
  }

  private static List<Rename> values(ClusterObject values) {
    List<Rename> names = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(values.texts()).entrySet()) {
      List<String> keys = ClusterObject.keysOf(entry.getKey());
      String first = keys.get(0);
      if (NO_VALUES.contains(first) && seen.add(first)) {
        names.add(new Rename("value", first, ""));
      }
      keys.forEach(key -> add("value", key, OldNames::key, names));
      addText(keys, entry.getValue(), names);
      OldNames.metrics(entry.getValue())
          .forEach(metric -> names.add(new Rename("metric", metric, OldNames.metric(metric))));
    }
    return names.stream().distinct().toList();
  }

  private static void add(
      String what, String old, Function<String, Optional<String>> rule, List<Rename> names) {
    rule.apply(old).ifPresent(now -> names.add(new Rename(what, old, now)));
  }
}
