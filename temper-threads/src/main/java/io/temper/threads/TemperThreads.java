package io.temper.threads;

/**
 * Lets a program say how its groups of threads matter:
 *
 * <pre>{@code
 * DeclaredGroup checkout = TemperThreads.group("checkout", Treatment.LATENCY);
 * ExecutorService pool = Executors.newFixedThreadPool(8, checkout.threads(Executors.defaultThreadFactory()));
 *
 * DeclaredGroup reports = TemperThreads.group("reports", Treatment.YIELD);
 * reports.run(() -> writeReport());
 * }</pre>
 *
 * <p>It goes through the name of the thread, which the kernel shows to the node's agent: {@code @L:checkout}.
 * So a thread dump shows that name too, for as long as the thread is in the group. Nothing else is needed:
 * no mount, no privilege, no native code. The agent looks about once a second, so a group is worth its while
 * for threads that stay in it for seconds.
 *
 * <p>Virtual threads have no thread of the kernel: on them everything here does nothing.
 */
public final class TemperThreads {
  private TemperThreads() {}

  /**
   * Describes a group of threads.
   *
   * @param name what people call it; 1 to 12 ASCII letters, digits, dots, dashes and underscores, since the
   *     kernel keeps 15 bytes of a thread's name, and three of them say what it is
   * @param treatment how its threads matter
   * @return a group that no thread is in yet; may be shared by all threads
   * @throws IllegalArgumentException if the name is longer, empty or has other characters
   */
  public static DeclaredGroup group(String name, Treatment treatment) {
    return new DeclaredGroup(name, treatment);
  }
}
