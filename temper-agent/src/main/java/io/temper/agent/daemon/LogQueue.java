package io.temper.agent.daemon;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stream of lines that never makes anybody wait: lines are queued and written by a thread of its own. A
 * pipe that nobody reads fills up, and whoever writes to it then hangs; here lines are dropped instead,
 * counted, and said to be missing. For one writer at a time, as a {@code PrintStream} is.
 */
public final class LogQueue extends OutputStream {
  private static final int MOST_LINES = 1024;
  private static final int LONGEST_LINE = 16 * 1024;
  private static final Duration LAST_LINES = Duration.ofMillis(200);

  private final OutputStream target;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_LINES);
  private final AtomicLong queued = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private byte[] line = new byte[256];
  private int length;
  private long told;

  /**
   * Begins to write.
   *
   * @param target where lines go in the end; writing to it may hang
   */
  public LogQueue(OutputStream target) {
    this.target = target;
    this.thread = new Thread(this::run, "temper-log");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void write(int value) {
    if (length == line.length) {
      line = Arrays.copyOf(line, 2 * length);
    }
    line[length++] = (byte) value;
    if (value == '\n' || length == LONGEST_LINE) {
      byte[] whole = Arrays.copyOf(line, length);
      length = 0;
      queued.incrementAndGet();
      if (!waiting.offer(whole)) {
        queued.decrementAndGet();
        dropped.incrementAndGet();
      }
    }
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      write(bytes[i]);
    }
  }

  /** Waits a moment for what was queued, before the process ends. */
  public void flushLast() {
    flush(LAST_LINES);
  }

  /**
   * Waits until what was queued is written.
   *
   * @param atMost for how long
   */
  public void flush(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (written.get() < queued.get() && System.nanoTime() < end) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says what is wrong with it; empty if nothing is. */
  public Optional<String> problem() {
    long lost = dropped.get();
    return lost == 0
        ? Optional.empty()
        : Optional.of(lost + " lines of the log are lost, since nobody read standard error");
  }

  private void run() {
    while (true) {
      try {
        put(waiting.take());
      } catch (InterruptedException | RuntimeException | Error e) {
        // Nobody ends it but the process; a line that is lost for want of memory is lost.
      }
    }
  }

  private void put(byte[] next) {
    try {
      sayWhatIsMissing();
      target.write(next);
      target.flush();
    } catch (IOException e) {
      // The reader has gone away. There is nobody to tell.
      dropped.incrementAndGet();
    } finally {
      written.incrementAndGet();
    }
  }

  private void sayWhatIsMissing() throws IOException {
    long lost = dropped.get();
    if (lost > told) {
      target.write(("temper: " + (lost - told) + " lines are missing here, since nobody read\n")
          .getBytes(StandardCharsets.UTF_8));
      told = lost;
    }
  }
}
