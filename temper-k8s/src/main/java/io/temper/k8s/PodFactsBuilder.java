package io.temper.k8s;

import io.temper.k8s.text.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is read of one pod, in whatever order it comes. Mutable, for one thread. */
final class PodFactsBuilder {
  @Nullable
  String namespace;

  @Nullable
  String name;

  /** What the API server will begin its name with, where it has none yet. */
  @Nullable
  String generateName;

  @Nullable
  String uid;

  /** The kind of the object whose template it is. */
  @Nullable
  String templateOf;

  /** Which state of the pod it is; only who watches needs it. */
  @Nullable
  String resourceVersion;

  /** The lines of parts that are written; 0 for the others. */
  int resourcesLine;

  /** Those of single containers, by name. */
  final Map<String, Integer> resourcesLineByContainer = new HashMap<>();

  int containerLine;
  int priorityLine;
  int annotationsLine;

  boolean terminating;
  Map<String, String> annotations = Map.of();

  @Nullable
  String nodeName;

  @Nullable
  String priority;

  @Nullable
  String priorityClassName;

  Map<String, String> overhead = Map.of();
  ResourceFacts specified = ResourceFacts.NONE;
  ResourceFacts actual = ResourceFacts.NONE;
  Map<String, String> allocated = Map.of();
  List<ContainerFacts> containers = List.of();
  List<ContainerFacts> initContainers = List.of();

  @Nullable
  String phase;

  @Nullable
  String qosClass;

  /** What the kubelet reports, by container name; a name is unique among all of a pod. */
  final Map<String, GrantedFacts> grantedByContainer = new HashMap<>();

  /** What the container runtime calls a container, by the container's name. */
  final Map<String, String> idByContainer = new HashMap<>();

  /** Returns an id without the runtime that it is of: {@code containerd://ID}. */
  static String bareId(String id) {
    return id.substring(id.indexOf("://") + (id.contains("://") ? 3 : 1));
  }

  /** Returns the pod that begins in a line of a text. */
  PodFacts build(String source, Position position) {
    return build(
        position.in(source),
        new PodLines(
            source,
            position.line(),
            resourcesLine == 0 ? containerLine : resourcesLine,
            priorityLine,
            annotationsLine,
            resourcesLineByContainer));
  }

  /** Returns the pod that is in no text. */
  PodFacts build(String place) {
    return build(place, PodLines.NONE);
  }

  /** Returns the pod; specification and status of each container come together here. */
  private PodFacts build(String place, PodLines lines) {
    return new PodFacts(
        place,
        lines,
        namespace,
        name,
        uid,
        templateOf,
        terminating,
        annotations,
        nodeName,
        priority,
        priorityClassName,
        overhead,
        specified,
        new GrantedFacts(actual, allocated),
        withStatus(containers),
        withStatus(initContainers),
        phase,
        qosClass);
  }

  private List<ContainerFacts> withStatus(List<ContainerFacts> specified) {
    List<ContainerFacts> joined = new ArrayList<>(specified.size());
    for (ContainerFacts container : specified) {
      joined.add(new ContainerFacts(
          container.name(),
          container.image(),
          container.restartsAlways(),
          container.specified(),
          grantedByContainer.getOrDefault(container.name(), GrantedFacts.NONE),
          idByContainer.getOrDefault(container.name(), "")));
    }
    return joined;
  }
}
