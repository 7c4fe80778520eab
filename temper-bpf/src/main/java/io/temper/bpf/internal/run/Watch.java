package io.temper.bpf.internal.run;

import io.temper.observe.SchedulerExit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that tells the scheduler that this process lives, and that hears of the scheduler's end.
 * It only reads and writes shared memory, ten times a second. A platform thread of its own, because
 * nothing that a program does with its other threads may stop the beat.
 */
public final class Watch {
  /** How often it looks. */
  static final long PERIOD_NANOS = 100_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final SharedMemory memory;
  private final LongSupplier clock;
  private final Consumer<SchedulerExit> onExit;
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * Prepares the thread.
   *
   * @param memory what it reads and writes
   * @param clock CLOCK_MONOTONIC in nanoseconds, which {@code System.nanoTime()} is on Linux
   * @param onExit called once if the scheduler ends before {@link #stop()}
   */
  public Watch(SharedMemory memory, LongSupplier clock, Consumer<SchedulerExit> onExit) {
    this.memory = memory;
    this.clock = clock;
    this.onExit = onExit;
    this.thread = new Thread(this::run, "temper-watch");
    this.thread.setDaemon(true);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Ends the thread soon; does not wait, so the thread itself may call it. */
  public void stop() {
    stopped = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!stopped && !isOver()) {
      LockSupport.parkNanos(PERIOD_NANOS);
      // Nobody has a reason to interrupt it; if somebody does, it must not run without a pause.
      Thread.interrupted();
    }
  }

  /** Looks once. Returns whether there is nothing more to look at. */
  boolean isOver() {
    try {
      memory.beat(clock.getAsLong());
      var exit = memory.exit();
      exit.ifPresent(this::report);
      return exit.isPresent();
    } catch (IllegalStateException closed) {
      // The memory was taken away between the question and the look: closing is no news.
      return true;
    } catch (RuntimeException | Error e) {
      // Out of memory, for one, passes. A beat that ends with it would end the scheduler unheard.
      return false;
    }
  }

  private void report(SchedulerExit exit) {
    if (!stopped) {
      onExit.accept(exit);
      LOG.warn("the scheduler ended: {}", exit);
    }
  }
}
