package io.temper.rightsize;

import java.util.ArrayList;
import java.util.List;

/**
 * What a HotSpot JVM makes of its number of processors when no option says otherwise. Checked against
 * JDK 17 and 25. With n processors:
 *
 * <pre>
 *   collector          G1 if n ≥ 2 and memory ≥ 1792 MiB ("server class machine"), else Serial
 *   ParallelGCThreads  n up to 8, then 8 + (n − 8) · 5/8; none for Serial
 *   ConcGCThreads      max(1, (ParallelGCThreads + 2) / 4); none for Serial
 *   common pool        max(1, n − 1)
 *   compiler threads   max(2, log2 n · log2 log2 n · 3/2), a third of them C1
 * </pre>
 *
 * <p>All divisions and logarithms are cut to whole numbers.
 *
 * @param processors what {@code Runtime.availableProcessors()} returns
 * @param g1 whether G1 collects; Serial if not
 * @param parallelGcThreads threads that collect while the program stands still
 * @param concurrentGcThreads threads that mark while it runs
 * @param commonPool parallelism of {@code ForkJoinPool.commonPool()}
 * @param c1Threads threads of the first compiler
 * @param c2Threads threads of the second compiler
 */
public record JvmErgonomics(
    int processors,
    boolean g1,
    int parallelGcThreads,
    int concurrentGcThreads,
    int commonPool,
    int c1Threads,
    int c2Threads) {
  /** 2 GiB less the 256 MiB that may be missing. */
  private static final long SERVER_BYTES = 1792L << 20;

  /**
   * Returns the sizes.
   *
   * @param processors how many processors the JVM counts, at least 1
   * @param memoryBytes how much memory it sees
   * @return the sizes
   * @throws IllegalArgumentException if {@code processors} is below 1
   */
  public static JvmErgonomics of(int processors, long memoryBytes) {
    if (processors < 1) {
      throw new IllegalArgumentException("a JVM has at least one processor: " + processors);
    }
    boolean g1 = processors >= 2 && memoryBytes >= SERVER_BYTES;
    int parallel = processors <= 8 ? processors : 8 + (processors - 8) * 5 / 8;
    int compilers = compilerThreads(processors);
    int c1 = Math.max(1, compilers / 3);
    return new JvmErgonomics(
        processors,
        g1,
        g1 ? parallel : 0,
        g1 ? Math.max(1, (parallel + 2) / 4) : 0,
        Math.max(1, processors - 1),
        c1,
        Math.max(1, compilers - c1));
  }

  /**
   * Says what differs when the JVM is started with other sizes.
   *
   * @param other the other sizes
   * @return one phrase for each difference; none if all are the same
   */
  public List<String> changesTo(JvmErgonomics other) {
    List<String> changes = new ArrayList<>();
    add(changes, "availableProcessors", processors, other.processors);
    if (g1 != other.g1) {
      changes.add("the collector " + collector() + " → " + other.collector());
    }
    add(changes, "ParallelGCThreads", parallelGcThreads, other.parallelGcThreads);
    add(changes, "ConcGCThreads", concurrentGcThreads, other.concurrentGcThreads);
    add(changes, "common pool", commonPool, other.commonPool);
    add(changes, "C1 threads", c1Threads, other.c1Threads);
    add(changes, "C2 threads", c2Threads, other.c2Threads);
    return changes;
  }

  /**
   * Returns the name of the collector.
   *
   * @return {@code G1} or {@code Serial}
   */
  public String collector() {
    return g1 ? "G1" : "Serial";
  }

  private static void add(List<String> changes, String what, int before, int after) {
    if (before != after) {
      changes.add(what + " " + before + " → " + after);
    }
  }

  private static int compilerThreads(int processors) {
    int log = log2(processors);
    int logLog = log2(Math.max(1, log));
    return Math.max(2, log * logLog * 3 / 2);
  }

  private static int log2(int number) {
    return 31 - Integer.numberOfLeadingZeros(number);
  }
}
