package io.temper.lab.host;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The place where long steps say that they are still at work: one line when a step starts, one every
 * fifteen seconds while it lasts, and one with the time it took. Nothing is redrawn, so a log file
 * reads like a terminal and {@code NO_COLOR} has nothing to switch off.
 */
public final class Progress {
  private static final long HEARTBEAT_SECONDS = 15;
  private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

  private final PrintStream out;

  /**
   * Creates a progress that prints.
   *
   * @param out where the lines go; commands give their standard error, so that standard output
   *     stays what the user asked for
   */
  public Progress(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints one line.
   *
   * @param line the text, without a line end
   */
  public void say(String line) {
    out.println("lab: " + line);
  }

  /**
   * Runs {@code work}, telling that it started, that it still runs, and how long it took.
   *
   * @param <T> what the work gives
   * @param title what is being done, as in "fetching QEMU"
   * @param work the work
   * @return what the work returned
   * @throws Exception what the work threw
   */
  public <T> T step(String title, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    say(title + " ...");
    ScheduledExecutorService clock = heartbeat(title, start);
    try {
      T result = work.call();
      Duration took = elapsed(start);
      if (took.compareTo(WORTH_TELLING) >= 0) {
        say(title + ": done in " + took.toSeconds() + " s");
      }
      return result;
    } finally {
      clock.shutdownNow();
    }
  }

  private ScheduledExecutorService heartbeat(String title, long start) {
    var clock = Executors.newSingleThreadScheduledExecutor(task -> {
      var thread = new Thread(task, "lab-progress");
      thread.setDaemon(true);
      return thread;
    });
    var unused = clock.scheduleAtFixedRate(
        () -> say(title + ": " + elapsed(start).toSeconds() + " s so far"),
        HEARTBEAT_SECONDS,
        HEARTBEAT_SECONDS,
        TimeUnit.SECONDS);
    return clock;
  }

  private static Duration elapsed(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
