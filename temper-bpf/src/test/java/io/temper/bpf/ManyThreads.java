package io.temper.bpf;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A program with so many threads that all want a CPU, and so many that want one now and then. */
final class ManyThreads {
  private static final long STACK_BYTES = 128 << 10;
  private static final long SLEEP_NANOS = 5_000_000_000L;
  private static final long LOOK_NANOS = 500_000_000L;

  private static volatile boolean open;

  private ManyThreads() {}

  public static void main(String[] arguments) throws InterruptedException {
    int spinners = Integer.parseInt(arguments[0]);
    int sleepers = Integer.parseInt(arguments[1]);
    var started = new CountDownLatch(spinners + sleepers);
    var atWork = new CountDownLatch(spinners + sleepers);
    for (int i = 0; i < spinners + sleepers; i++) {
      Runnable work = i < spinners ? () -> spin(started, atWork) : () -> sleep(started, atWork);
      var thread = new Thread(null, work, i < spinners ? "spinner" : "sleeper", STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
    }
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    started.await();
    out.println("all started");
    open = true;
    atWork.await();
    out.println("all run"); // late, with a thousand others on its CPU
    Thread.sleep(600_000);
  }

  /** All begin at about the same time; one that woke the next would wait for a CPU before it could. */
  private static void spin(CountDownLatch started, CountDownLatch atWork) {
    started.countDown();
    while (!open) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    atWork.countDown();
    while (true) {
      Thread.onSpinWait();
    }
  }

  private static void sleep(CountDownLatch started, CountDownLatch atWork) {
    started.countDown();
    atWork.countDown();
    while (true) {
      LockSupport.parkNanos(SLEEP_NANOS);
    }
  }
}
