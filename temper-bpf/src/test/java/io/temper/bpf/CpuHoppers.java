package io.temper.bpf;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.ptr.LongByReference;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A program with so many threads, each of which moves itself from CPU to CPU for some seconds. */
final class CpuHoppers {
  private static final C LIBC = Native.load("c", C.class);

  /** The function of the C library that this needs. */
  interface C extends Library {
    int sched_setaffinity(int thread, long size, LongByReference mask);
  }

  private CpuHoppers() {}

  public static void main(String[] arguments) throws InterruptedException {
    int threads = Integer.parseInt(arguments[0]);
    int cpus = Integer.parseInt(arguments[1]);
    long end = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000_000L;
    var hops = new AtomicLong();
    var done = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      int first = i;
      new Thread(() -> {
            for (int cpu = first; System.nanoTime() < end; cpu++) {
              moveTo(cpu % cpus);
              hops.incrementAndGet();
            }
            done.countDown();
          })
          .start();
    }
    done.await();
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(hops);
  }

  private static void moveTo(int cpu) {
    if (LIBC.sched_setaffinity(0, Long.BYTES, new LongByReference(1L << cpu)) != 0) {
      throw new IllegalStateException("cannot move to CPU " + cpu + ": " + Native.getLastError());
    }
  }
}
