package io.temper.rightsize.usage;

/**
 * Names what a history is of. Sorted by namespace, workload and container.
 *
 * @param namespace the namespace of the workload
 * @param workload the name of the workload: of a pod, an allocation, a service
 * @param container the name or the runtime's id of the container; empty for the workload as a whole
 */
public record ContainerId(String namespace, String workload, String container)
    implements Comparable<ContainerId> {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if namespace or workload is blank
   */
  public ContainerId {
    if (namespace.isBlank() || workload.isBlank()) {
      throw new IllegalArgumentException("namespace and workload of a container must not be blank");
    }
  }

  @Override
  public int compareTo(ContainerId other) {
    int order = namespace.compareTo(other.namespace);
    order = order != 0 ? order : workload.compareTo(other.workload);
    return order != 0 ? order : container.compareTo(other.container);
  }

  /** Returns {@code namespace/workload/container}, the last part only where there is one. */
  @Override
  public String toString() {
    return namespace + "/" + workload + (container.isEmpty() ? "" : "/" + container);
  }
}
