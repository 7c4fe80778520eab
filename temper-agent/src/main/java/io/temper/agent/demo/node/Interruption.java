package io.temper.agent.demo.node;

import java.time.Duration;

/**
 * Lets Ctrl-C and a termination signal end a run in order: what the run waits for is broken off, and
 * the process stays until the run has cleaned up. For one thread.
 */
public final class Interruption implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Thread hook;

  /**
   * Listens from now on.
   *
   * @param runner the thread of the run
   * @param breakOff ends what the run waits for; called from another thread
   */
  public Interruption(Thread runner, Runnable breakOff) {
    hook = new Thread(() -> end(runner, breakOff), "demo-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void end(Thread runner, Runnable breakOff) {
    try {
      runner.interrupt();
      breakOff.run();
    } finally {
      join(runner);
    }
  }

  private static void join(Thread runner) {
    try {
      runner.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and the hook is what waits for this thread.
    }
  }
}
