package io.temper.agent.profile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * A program whose threads work and sleep in turns: what they want is known, however long others keep them
 * waiting. Arguments: the number of threads, the CPU milliseconds of one turn of work, the milliseconds of
 * sleep behind it.
 */
final class DutyCycle {
  private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();
  private static final int STEPS = 20_000;
  private static volatile long sink;

  private DutyCycle() {}

  public static void main(String[] arguments) throws InterruptedException {
    long workNanos = 1_000_000 * Long.parseLong(arguments[1]);
    long sleepMillis = Long.parseLong(arguments[2]);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      var thread = new Thread(() -> turns(workNanos, sleepMillis), "turns-" + i);
      thread.start();
      threads.add(thread);
    }
    System.out.println(JvmInGroup.READY);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void turns(long workNanos, long sleepMillis) {
    while (true) {
      long end = CLOCKS.getCurrentThreadCpuTime() + workNanos;
      while (CLOCKS.getCurrentThreadCpuTime() < end) {
        work();
      }
      try {
        Thread.sleep(sleepMillis);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void work() {
    long value = sink;
    for (int i = 0; i < STEPS; i++) {
      value = value * 31 + i;
    }
    sink = value;
  }
}
