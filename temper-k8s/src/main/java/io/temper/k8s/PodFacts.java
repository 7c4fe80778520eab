package io.temper.k8s;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read of one pod, as it is written: the one form that all readers of pods produce and that
 * {@link PodMapper} understands. Says nothing yet about what makes sense.
 *
 * @param place where it was read, for messages: file and line
 * @param lines the same for programs, with the places of its parts
 * @param namespace {@code metadata.namespace}; null if missing
 * @param name {@code metadata.name}; null if missing
 * @param uid {@code metadata.uid}; null if missing
 * @param templateOf the kind of the object whose template it is; null if it is a pod of its own
 * @param terminating whether {@code metadata.deletionTimestamp} is set
 * @param annotations {@code metadata.annotations}
 * @param nodeName {@code spec.nodeName}; null if missing
 * @param priority {@code spec.priority}; null if missing
 * @param priorityClassName {@code spec.priorityClassName}; null if missing
 * @param overhead {@code spec.overhead}, quantities by resource name
 * @param specified {@code spec.resources}: the pod-level resources
 * @param granted pod-level resources as the kubelet reports them
 * @param containers {@code spec.containers} with their status
 * @param initContainers {@code spec.initContainers} with their status, in the order of their start
 * @param phase {@code status.phase}; null if missing
 * @param qosClass {@code status.qosClass}; null if missing
 */
record PodFacts(
    String place,
    PodLines lines,
    @Nullable String namespace,
    @Nullable String name,
    @Nullable String uid,
    @Nullable String templateOf,
    boolean terminating,
    Map<String, String> annotations,
    @Nullable String nodeName,
    @Nullable String priority,
    @Nullable String priorityClassName,
    Map<String, String> overhead,
    ResourceFacts specified,
    GrantedFacts granted,
    List<ContainerFacts> containers,
    List<ContainerFacts> initContainers,
    @Nullable String phase,
    @Nullable String qosClass) {
  /** Copies the collections. */
  PodFacts {
    annotations = Map.copyOf(annotations);
    overhead = Map.copyOf(overhead);
    containers = List.copyOf(containers);
    initContainers = List.copyOf(initContainers);
  }
}
