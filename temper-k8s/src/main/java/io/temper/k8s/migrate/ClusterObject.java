package io.temper.k8s.migrate;

import io.temper.k8s.text.DocumentReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An object of Kubernetes, or a document that is none, as the texts in it.
 *
 * @param kind such as {@code Deployment}; empty for what is no object
 * @param texts each text, number and boolean by its path, a JSON pointer
 */
record ClusterObject(String kind, Map<String, String> texts) {
  private static final String ANNOTATIONS = "/metadata/annotations";
  private static final String LABELS = "/metadata/labels";

  /** Copies the map. */
  ClusterObject {
    texts = Map.copyOf(texts);
  }

  /** Returns the text at a path; empty if nothing is there. */
  String text(String pointer) {
    return texts.getOrDefault(pointer, "");
  }

  String name() {
    return text("/metadata/name");
  }

  /** Returns the namespace; empty for what is in none. */
  String namespace() {
    return text("/metadata/namespace");
  }

  SortedMap<String, String> annotations() {
    return below(ANNOTATIONS);
  }

  SortedMap<String, String> labels() {
    return below(LABELS);
  }

  /** Returns the entries of the object at a path, by key. */
  SortedMap<String, String> below(String pointer) {
    SortedMap<String, String> entries = new TreeMap<>();
    String start = pointer + "/";
    texts.forEach((path, text) -> {
      if (path.startsWith(start) && path.indexOf('/', start.length()) < 0) {
        entries.put(unescaped(path.substring(start.length())), text);
      }
    });
    return entries;
  }

  /** Returns the keys on the way to a text, from the outermost on. */
  static List<String> keysOf(String pointer) {
    return Arrays.stream(pointer.substring(1).split("/", -1))
        .map(ClusterObject::unescaped)
        .toList();
  }

  private static String unescaped(String key) {
    return key.replace("~1", "/").replace("~0", "~");
  }

  /** Returns what makes this object and would make it anew: kind and name, as in {@code ReplicaSet web-1}. */
  Optional<String> controller() {
    for (int i = 0; texts.containsKey("/metadata/ownerReferences/" + i + "/name"); i++) {
      String owner = "/metadata/ownerReferences/" + i;
      if (text(owner + "/controller").equals("true")) {
        return Optional.of(text(owner + "/kind") + " " + text(owner + "/name"));
      }
    }
    return Optional.empty();
  }

  /** Tells whether it has come to its end, so that nothing of it counts any more. */
  boolean isOver() {
    String phase = text("/status/phase");
    return phase.equals("Succeeded")
        || phase.equals("Failed")
        || texts.containsKey("/status/completionTime");
  }

  /** Returns where it has the template of its pods, if objects of its kind have one. */
  Optional<String> template() {
    return switch (kind) {
      case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job" ->
        Optional.of("/spec/template");
      case "CronJob" -> Optional.of("/spec/jobTemplate/spec/template");
      default -> Optional.empty();
    };
  }

  /** Reads the object at which a text stands; those that name no kind are of the given one. */
  static ClusterObject read(DocumentReader in, String kind) {
    return new ObjectReader(in, unused -> {}).read(kind);
  }
}
