package io.temper.agent.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a service at fixed times and tells how long the answers took, counted from when the question was due: a
 * question that is late because the one before was slow counts as late. The service is the port of a
 * {@link TailService}, or an address of HTTP.
 */
public final class TailClient {
  private static final int CONNECTIONS = 4;

  private TailClient() {}

  public static void main(String[] args) throws Exception {
    String service = args[0];
    long everyNanos = Long.parseLong(args[1]) * 1000;
    long forNanos = Long.parseLong(args[2]) * 1_000_000;
    System.out.println(JvmInGroup.READY);
    var pool = Executors.newFixedThreadPool(CONNECTIONS);
    var asking = new ArrayList<Callable<long[]>>();
    for (int i = 0; i < CONNECTIONS; i++) {
      long offset = everyNanos * i / CONNECTIONS;
      asking.add(() -> ask(service, everyNanos, forNanos, offset));
    }
    var all = pool.invokeAll(asking);
    long[] sorted = new long[0];
    for (var one : all) {
      sorted = concat(sorted, one.get());
    }
    Arrays.sort(sorted);
    System.out.println(Tail.of(sorted));
    pool.shutdown();
  }

  private static long[] ask(String service, long everyNanos, long forNanos, long offset)
      throws IOException {
    var times = new long[(int) (forNanos / everyNanos)];
    try (var questions = Questions.to(service)) {
      // The first is not counted: it takes a second until the classes of a client are loaded.
      questions.ask(0);
      long start = System.nanoTime() + offset;
      for (int i = 0; i < times.length; i++) {
        long due = start + i * everyNanos;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        questions.ask(i);
        times[i] = System.nanoTime() - due;
      }
    }
    return times;
  }

  private static long[] concat(long[] first, long[] second) {
    long[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
