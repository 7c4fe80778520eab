package io.temper.bpf;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A program with a thousand threads that all want a CPU. */
final class ThousandThreads {
  private static final int THREADS = 1_000;
  private static final long STACK_BYTES = 128 << 10;

  private ThousandThreads() {}

  public static void main(String[] arguments) throws InterruptedException {
    var started = new CountDownLatch(THREADS);
    var gate = new CountDownLatch(1);
    for (int i = 0; i < THREADS; i++) {
      var thread = new Thread(null, () -> spin(started, gate), "spinner", STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
    }
    started.await();
    // Before they spin: with a thousand others on its CPU, saying it would take very long.
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println("all run");
    gate.countDown();
    Thread.sleep(600_000);
  }

  private static void spin(CountDownLatch started, CountDownLatch gate) {
    started.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      return;
    }
    while (true) {
      Thread.onSpinWait();
    }
  }
}
