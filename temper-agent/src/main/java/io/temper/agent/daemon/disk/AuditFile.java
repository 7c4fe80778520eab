package io.temper.agent.daemon.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit log: a line of JSON for the start and end of the agent and for each change of state and of safe
 * mode, only ever appended to, in a few files of bounded size. Written from a thread of its own; while the
 * disk does not take a line, it is tried again, and what no longer fits is counted.
 */
public final class AuditFile implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MOST_WAITING = 1024;
  private static final long RETRY_MILLIS = 1000;
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** Only wakes the thread; where there is no room for it, nobody sleeps. */
  private static final AuditRecord END = new AuditRecord(Map.of());

  private final Path path;
  private final LineFile file;
  private final BlockingQueue<AuditRecord> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong left = new AtomicLong();
  private final Thread thread;
  private volatile @Nullable String problem;
  private volatile boolean closed;

  /** Puts a line at the end of the log. */
  interface LineFile {
    void append(byte[] line) throws IOException;
  }

  /**
   * Creates a log that is not written yet.
   *
   * @param path the newest file; older ones have a number after its name, the newest of them 1
   * @param maxBytes how large a file becomes
   * @param keep how many older files are kept
   */
  public AuditFile(Path path, long maxBytes, int keep) {
    this(path, new RotatedFile(path, maxBytes, keep));
  }

  AuditFile(Path path, LineFile file) {
    this.path = path;
    this.file = file;
    this.thread = new Thread(this::run, "temper-audit");
    thread.setDaemon(true);
  }

  /** Begins to write. */
  void start() {
    thread.start();
  }

  /** Writes a record soon. Never waits. */
  public void append(AuditRecord record) {
    left.incrementAndGet();
    if (!waiting.offer(record)) {
      lost();
    }
  }

  /** Says what is wrong with it; empty if nothing is. */
  public Optional<String> problem() {
    String text = problem;
    long lost = dropped.get();
    if (text == null && lost == 0) {
      return Optional.empty();
    }
    return Optional.of("the audit log " + path
        + (text == null ? " was not writable for a while" : " cannot be written: " + text)
        + (lost == 0 ? "" : "; " + lost + " records are lost"));
  }

  /** Waits until what was appended is written, or given up. */
  void flush(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (left.get() > 0 && thread.isAlive() && System.nanoTime() < end) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what waits, as far as the disk takes it, and ends. */
  @Override
  public void close() {
    closed = true;
    waiting.offer(END);
    try {
      thread.join(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed || !waiting.isEmpty()) {
      try {
        AuditRecord next = waiting.take();
        if (!next.equals(END)) {
          writeWhole(next);
        }
      } catch (InterruptedException | RuntimeException | Error e) {
        // Nobody interrupts it. Of an error, want of memory for one, one record is the price.
        lost();
      }
    }
  }

  private void writeWhole(AuditRecord record) throws InterruptedException {
    byte[] line =
        (MAPPER.writeValueAsString(record.fields()) + "\n").getBytes(StandardCharsets.UTF_8);
    while (!written(line)) {
      if (closed) {
        lost();
        return;
      }
      Thread.sleep(RETRY_MILLIS);
    }
    left.decrementAndGet();
  }

  private boolean written(byte[] line) {
    try {
      file.append(line);
      problem = null;
      return true;
    } catch (IOException e) {
      problem = e.toString();
      return false;
    }
  }

  private void lost() {
    dropped.incrementAndGet();
    left.decrementAndGet();
  }
}
