package io.temper.bpf.internal.codec;

import java.nio.ByteBuffer;

/**
 * Finds the {@code struct t_delay} of a pair of layers in the array of all.
 *
 * <pre>
 *  struct t_delay [cpus][layers][layers + 1], by CPU, waiting layer, blamed layer (the last: nobody)
 *    ns nr: u64 each
 * </pre>
 */
public final class DelayCodec {
  private final int size;
  private final int nanosAt;
  private final int countAt;
  private final int cpus;
  private final int layers;

  /**
   * Creates a codec.
   *
   * @param abi the layouts
   * @param cpus CPU numbers are below this
   * @param layers for so many layers the scheduler was loaded
   */
  public DelayCodec(Abi abi, int cpus, int layers) {
    this.size = abi.sizeOf("t_delay");
    this.nanosAt = abi.offsetOf("t_delay", "ns");
    this.countAt = abi.offsetOf("t_delay", "nr");
    this.cpus = cpus;
    this.layers = layers;
  }

  /** Returns how many entries the array has for so many CPUs and layers. */
  public static int entries(int cpus, int layers) {
    return Math.multiplyExact(cpus, layers * (layers + 1));
  }

  /** Returns the size of the array in bytes. */
  public long bytes() {
    return (long) entries(cpus, layers) * size;
  }

  /** Returns the place that stands for nobody in {@code blamed}. */
  public int nobody() {
    return layers;
  }

  /** Adds up over all CPUs how long layer {@code waiter} waited because of {@code blamed}. */
  public long nanos(ByteBuffer delays, int waiter, int blamed) {
    return sum(delays, waiter, blamed, nanosAt);
  }

  /** Adds up over all CPUs how often layer {@code waiter} waited because of {@code blamed}. */
  public long count(ByteBuffer delays, int waiter, int blamed) {
    return sum(delays, waiter, blamed, countAt);
  }

  private long sum(ByteBuffer delays, int waiter, int blamed, int member) {
    long sum = 0;
    for (int cpu = 0; cpu < cpus; cpu++) {
      int entry = (cpu * layers + waiter) * (layers + 1) + blamed;
      sum += delays.getLong(entry * size + member);
    }
    return sum;
  }
}
