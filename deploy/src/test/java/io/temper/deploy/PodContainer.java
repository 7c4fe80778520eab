package io.temper.deploy;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A container of a pod that the chart makes.
 *
 * @param title name of the object that makes the pod, and its own
 * @param pod the specification of the pod
 * @param json the container
 */
record PodContainer(String title, JsonNode pod, JsonNode json) {

  /** Returns the containers of the pods that an object makes, init containers too. */
  static Stream<PodContainer> of(Manifest object) {
    String pointer = object.podPointer();
    if (pointer.isEmpty()) {
      return Stream.empty();
    }
    JsonNode pod = object.at(pointer);
    return Stream.of("initContainers", "containers")
        .flatMap(list -> pod.path(list).valueStream())
        .map(one -> new PodContainer(object.name() + "/" + one.path("name").asString(), pod, one));
  }

  JsonNode context() {
    return json.path("securityContext");
  }

  /** The container's own profile wins over its pod's. */
  String seccomp() {
    String pointer = "/securityContext/seccompProfile/type";
    return json.at(pointer).asString(pod.at(pointer).asString(""));
  }

  /** Whether it runs as root, or as whoever the image says. */
  boolean isRoot() {
    String pointer = "/securityContext/runAsUser";
    return json.at(pointer).asInt(pod.at(pointer).asInt(0)) == 0;
  }
}
