package io.temper.k8s;

import java.util.Map;

/**
 * Where in a text a pod is written. A line counts from 1 and is 0 where the part is not written, or the
 * pod was not read from a text.
 *
 * @param source the name of the text, usually a file; empty if there is none
 * @param pod the first line of the pod
 * @param resources the resources of its first container that has some, or else its first container
 * @param priority its priority class, or else its priority
 * @param annotations its annotations
 * @param resourcesByContainer the resources of each container that has some, by the container's name
 */
public record PodLines(
    String source,
    int pod,
    int resources,
    int priority,
    int annotations,
    Map<String, Integer> resourcesByContainer) {
  /** Of a pod that was not read from a text. */
  public static final PodLines NONE = new PodLines("", 0, 0, 0, 0, Map.of());

  /** Copies the map. */
  public PodLines {
    resourcesByContainer = Map.copyOf(resourcesByContainer);
  }
}
