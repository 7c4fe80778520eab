package io.temper.workload;

/**
 * The CPU limit that a part of a workload has for itself, such as a container of a pod.
 *
 * @param part what the part is called within the workload
 * @param limit the CPU time that its threads together must not exceed; above zero
 */
public record PartLimit(String part, CpuQuantity limit) {
  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if it is zero, which is no limit
   */
  public PartLimit {
    if (limit.isZero()) {
      throw new IllegalArgumentException(
          "a limit of zero is none: leave out the limit of '" + part + "'");
    }
  }

  /** Returns it for messages: {@code app 500m}. */
  @Override
  public String toString() {
    return part + " " + limit;
  }
}
