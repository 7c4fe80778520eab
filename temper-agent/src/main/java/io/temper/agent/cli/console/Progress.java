package io.temper.agent.cli.console;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Tells a waiting user that a command is still at work and how far it is: silent for two seconds,
 * then a line every two. Owns a daemon thread until it is closed; for one thread.
 */
public final class Progress implements AutoCloseable {

  /** How long a command may be silent. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Console console;
  private final String activity;
  private final AtomicLong bytes = new AtomicLong();
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService timer;

  private Progress(Console console, String activity, Duration patience) {
    this.console = console;
    this.activity = activity;
    this.timer = Executors.newSingleThreadScheduledExecutor(Progress::daemon);
    long nanos = patience.toNanos();
    var unused = timer.scheduleAtFixedRate(this::tell, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Starts to watch over {@code activity}, for example "reading pods.yaml". */
  public static Progress start(Console console, String activity) {
    return start(console, activity, PATIENCE);
  }

  public static Progress start(Console console, String activity, Duration patience) {
    return new Progress(console, activity, patience);
  }

  /** Returns what {@code work} returns. */
  public <T> T during(Supplier<T> work) {
    return work.get();
  }

  /** Returns {@code in}, counted. Closing it closes {@code in}. */
  public InputStream counting(InputStream in) {
    return new Counted(in);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void tell() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
    long done = bytes.get();
    var amount = done == 0 ? "" : String.format(Locale.ROOT, ", %.1f MB", done / 1e6);
    console.note("still " + activity + " (" + seconds + " s" + amount + ")");
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  private final class Counted extends FilterInputStream {

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      bytes.addAndGet(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      bytes.addAndGet(Math.max(count, 0));
      return count;
    }
  }
}
