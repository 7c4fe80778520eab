package io.temper.agent.demo.node;

/**
 * How a CPU request becomes a {@code cpu.weight}, in two steps as on a real node: a request becomes
 * cgroup v1 shares ({@code millis × 1024 / 1000}, at least 2, at most 262144), and shares become a
 * v2 weight.
 *
 * <p>Two conversions are in use. The kubelet writes {@code kubepods}, the QoS classes and the pods
 * with the linear one of KEP-2254. The container's own cgroup is written by the container runtime,
 * by the quadratic one since runc 1.3.2 and crun 1.23 (opencontainers/runc#4785,
 * containers/crun#1721), which maps 1 CPU to the default weight of 100.
 */
public final class KubeletWeight {
  private static final long MIN_SHARES = 2;
  private static final long MAX_SHARES = 262_144;
  private static final int MAX_WEIGHT = 10_000;

  private KubeletWeight() {}

  /**
   * Returns the shares of a request.
   *
   * @param requestMillis thousandths of a CPU, not negative; 0 when nothing is requested
   */
  static long shares(long requestMillis) {
    if (requestMillis < 0) {
      throw new IllegalArgumentException("requestMillis must not be negative: " + requestMillis);
    }
    if (requestMillis >= MAX_SHARES * 1000 / 1024) {
      return MAX_SHARES;
    }
    return Math.max(MIN_SHARES, requestMillis * 1024 / 1000);
  }

  /**
   * Returns the weight that the kubelet gives a pod or a QoS class: {@code 1 + (shares − 2) × 9999 ÷
   * 262142}, rounded down.
   *
   * @param requestMillis the sum of the requests in thousandths of a CPU
   */
  public static int ofPod(long requestMillis) {
    return (int) (1 + (shares(requestMillis) - MIN_SHARES) * 9999 / 262_142);
  }

  /**
   * Returns the weight that the container runtime gives a container: {@code ⌈10^(L²/612 + 125L/612 −
   * 7/34)⌉} with {@code L = log₂ shares}.
   *
   * @param requestMillis the container's request in thousandths of a CPU
   */
  public static int ofContainer(long requestMillis) {
    long shares = shares(requestMillis);
    if (shares == MIN_SHARES) {
      return 1;
    }
    if (shares == MAX_SHARES) {
      return MAX_WEIGHT;
    }
    double log = Math.log((double) shares) / Math.log(2);
    double exponent = (log * log + 125 * log) / 612 - 7.0 / 34;
    // Powers of two hit whole numbers exactly; floating point must not push them over the edge.
    return (int) Math.ceil(Math.pow(10, exponent) - 1e-9);
  }
}
