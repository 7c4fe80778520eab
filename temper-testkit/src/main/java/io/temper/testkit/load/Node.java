package io.temper.testkit.load;

/**
 * Where a container runs: it shares the CPUs with neighbours that always want them, by weight, as a
 * fair scheduler does it, and may have a CPU limit.
 *
 * @param cpus how many CPUs there are, at least 1
 * @param weight the weight of the container
 * @param neighbours how many threads of others are always runnable
 * @param neighbourWeight the weight of these together
 * @param limitCpus how much CPU time it may use in each 100 ms, in CPUs; 0 for no limit
 */
public record Node(
    int cpus, double weight, int neighbours, double neighbourWeight, double limitCpus) {
  /**
   * Returns a node that the container has for itself.
   *
   * @param cpus how many CPUs there are
   * @return the node
   */
  public static Node alone(int cpus) {
    return new Node(cpus, 1, 0, 1, 0);
  }

  /**
   * Returns a node full of neighbours.
   *
   * @param cpus how many CPUs there are
   * @param share the part of them that is the container's, 0 to 1
   * @return the node
   */
  public static Node crowded(int cpus, double share) {
    return new Node(cpus, share, 4 * cpus, 1 - share, 0);
  }

  /**
   * Returns this node with a limit on the container.
   *
   * @param limit in CPUs, above 0
   * @return the node
   */
  public Node limitedTo(double limit) {
    return new Node(cpus, weight, neighbours, neighbourWeight, limit);
  }

  /** Returns how many CPUs so many runnable threads of the container get together. */
  double granted(int runnable) {
    double byWeight = neighbours == 0 ? cpus : cpus * weight / (weight + neighbourWeight);
    return Math.min(runnable, Math.max(byWeight, cpus - neighbours));
  }
}
