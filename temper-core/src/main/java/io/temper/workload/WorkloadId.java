package io.temper.workload;

/**
 * Names one workload. Sorted by namespace, name and uid.
 *
 * @param namespace the group that the name is unique in
 * @param name the name that people use
 * @param uid what tells this workload from an earlier one of the same name
 */
public record WorkloadId(String namespace, String name, String uid)
    implements Comparable<WorkloadId> {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a part is blank
   */
  public WorkloadId {
    requireText(namespace, "namespace");
    requireText(name, "name");
    requireText(uid, "uid");
  }

  /**
   * Names a workload of a list that has no uids, such as one written by hand.
   *
   * @param namespace the group that the name is unique in
   * @param name the name that people use
   * @return an id whose uid is {@code namespace/name}
   * @throws IllegalArgumentException if a part is blank
   */
  public static WorkloadId of(String namespace, String name) {
    return new WorkloadId(namespace, name, namespace + "/" + name);
  }

  @Override
  public int compareTo(WorkloadId other) {
    // No chain of comparators: thousands are compared whenever a group comes or goes.
    int order = namespace.compareTo(other.namespace);
    order = order != 0 ? order : name.compareTo(other.name);
    return order != 0 ? order : uid.compareTo(other.uid);
  }

  /** Returns {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }

  private static void requireText(String value, String part) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("the " + part + " of a workload must not be blank");
    }
  }
}
