package io.temper.agent.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit log: a line of JSON for each change of state and of safe mode, only ever appended to, in a
 * few files of bounded size. Written from a thread of its own; while the disk does not take a line, it is
 * tried again, and what no longer fits is counted.
 */
public final class AuditFile implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MOST_WAITING = 1024;
  private static final long RETRY_MILLIS = 1000;
  private static final long FAREWELL_MILLIS = 2000;

  private final Path path;
  private final long maxBytes;
  private final int keep;
  private final BlockingQueue<AuditRecord> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private volatile @Nullable String problem;
  private volatile boolean closed;

  /**
   * Creates a log that is not written yet.
   *
   * @param path the newest file; older ones have a number after its name, the newest of them 1
   * @param maxBytes how large a file becomes
   * @param keep how many older files are kept
   */
  public AuditFile(Path path, long maxBytes, int keep) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.keep = keep;
    this.thread = new Thread(this::run, "temper-audit");
    thread.setDaemon(true);
  }

  /** Begins to write. */
  void start() {
    thread.start();
  }

  /** Writes a record soon. Never waits. */
  void append(AuditRecord record) {
    if (!waiting.offer(record)) {
      dropped.incrementAndGet();
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

  /** Writes what waits, as far as the disk takes it, and ends. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(FAREWELL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed || !waiting.isEmpty()) {
        AuditRecord next = waiting.poll(100, TimeUnit.MILLISECONDS);
        while (next != null && !written(next) && !closed) {
          Thread.sleep(RETRY_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean written(AuditRecord record) {
    try {
      byte[] line =
          (MAPPER.writeValueAsString(record.fields()) + "\n").getBytes(StandardCharsets.UTF_8);
      rotate(line.length);
      Files.write(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      problem = null;
      return true;
    } catch (IOException e) {
      problem = e.toString();
      return false;
    }
  }

  private void rotate(int more) throws IOException {
    SafeFiles.makeFolderOf(path);
    if (!Files.exists(path) || Files.size(path) + more <= maxBytes) {
      return;
    }
    for (int number = keep; number > 1; number--) {
      if (Files.exists(older(number - 1))) {
        Files.move(older(number - 1), older(number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (keep > 0) {
      Files.move(path, older(1), StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(path);
    }
  }

  private Path older(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }
}
