package io.temper.agent.profile;

import io.temper.threads.TemperThreads;
import io.temper.threads.Treatment;
import java.util.concurrent.Executors;

/** Makes garbage, has a pool, and names two groups of its own. */
final class GroupedProgram {
  private static final int GARBAGE_BYTES = 100_000;

  private GroupedProgram() {}

  public static void main(String[] args) throws InterruptedException {
    var plain = Executors.defaultThreadFactory();
    var pool = Executors.newFixedThreadPool(2, plain);
    pool.execute(GroupedProgram::sleepAndWork);
    TemperThreads.group("checkout", Treatment.LATENCY)
        .threads(plain)
        .newThread(GroupedProgram::sleepAndWork)
        .start();
    TemperThreads.group("reports", Treatment.YIELD)
        .threads(plain)
        .newThread(GroupedProgram::sleepAndWork)
        .start();
    for (int i = 0; i < 500; i++) {
      use(new byte[GARBAGE_BYTES]);
    }
    System.gc();
    System.out.println(JvmInGroup.READY);
    sleepAndWork();
  }

  private static void sleepAndWork() {
    while (true) {
      use(new byte[GARBAGE_BYTES]);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Keeps the compiler from leaving the garbage out. */
  private static void use(byte[] garbage) {
    if (garbage.length != GARBAGE_BYTES) {
      throw new IllegalStateException("it has " + garbage.length + " bytes");
    }
  }
}
