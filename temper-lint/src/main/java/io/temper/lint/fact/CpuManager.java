package io.temper.lint.fact;

import io.temper.node.CpuSet;

/**
 * What the kubelet's CPU manager does.
 *
 * @param policy its policy, such as {@code none} or {@code static}
 * @param exclusive the CPUs that it has given to single containers
 */
public record CpuManager(String policy, CpuSet exclusive) {
  /** What a node without a CPU manager has. */
  public static final CpuManager NONE = new CpuManager("none", CpuSet.empty());

  /**
   * Tells whether it gives CPUs to single containers.
   *
   * @return true for the policy {@code static}
   */
  public boolean isStatic() {
    return policy.equals("static");
  }
}
