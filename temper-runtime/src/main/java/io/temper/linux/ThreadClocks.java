package io.temper.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads again and again how long threads ran and waited. The file of a thread stays open, so that looking at
 * a thread that sleeps is one system call; it ends with its thread, so another thread that gets the number is
 * no mistake. Only of a thread that did something is it read whether it is runnable. For one thread.
 */
final class ThreadClocks implements AutoCloseable {
  /** A part of the descriptors that a process may have where its limit is low; others are read anew. */
  static final int MOST_OPEN = 512;

  /** A file that nobody has asked for meanwhile is closed where another needs its place. */
  private static final long STALE_NANOS = 120_000_000_000L;

  private static final int LONGEST = 128;

  private final Path root;
  private final LongSupplier nanos;
  private final Map<Integer, Clock> open = new HashMap<>();
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(LONGEST);
  private long tidied;

  /**
   * What a thread did so far.
   *
   * @param key its start and its number, see {@link io.temper.rightsize.usage.UsageReading#tid}
   * @param times how long it ran and waited; empty where the kernel does not tell
   * @param runnable whether it runs or waits for a CPU
   */
  record ThreadClock(long key, Optional<ThreadTimes> times, boolean runnable) {}

  /** An open file, and what was read last. */
  private static final class Clock {
    private final FileChannel file;
    private long key;
    private @Nullable ThreadTimes times;
    private boolean runnable;
    private long readNanos;

    Clock(FileChannel file) {
      this.file = file;
    }
  }

  ThreadClocks(Path procRoot, LongSupplier nanos) {
    this.root = procRoot;
    this.nanos = nanos;
  }

  /** Returns what a thread did; empty if it has ended. */
  Optional<ThreadClock> read(int tid) {
    Clock clock = open.get(tid);
    if (clock == null) {
      return first(tid);
    }
    Optional<ThreadTimes> times = times(tid, clock);
    if (times.isEmpty()) {
      close(tid);
      return first(tid);
    }
    // A kernel that does not count shows zeros all the time, whatever the thread does.
    boolean isCounted = times.get().turns() > 0;
    boolean isIdle = isCounted && times.get().equals(clock.times) && !clock.runnable;
    return isIdle ? Optional.of(told(clock)) : whole(tid, clock, times.get());
  }

  /** Returns how many files are open. */
  int openFiles() {
    return open.size();
  }

  /** Opened before the start is read: if the number went to another thread meanwhile, it reads nothing. */
  private Optional<ThreadClock> first(int tid) {
    Clock clock = hasRoom() ? opened(tid) : null;
    if (clock == null) {
      return ThreadFiles.read(directory(tid), tid)
          .map(thread ->
              new ThreadClock(key(thread), thread.times(), thread.state() == ThreadState.RUNNABLE));
    }
    open.put(tid, clock);
    Optional<ThreadTimes> times = times(tid, clock);
    if (times.isEmpty()) {
      close(tid);
      return Optional.empty();
    }
    return whole(tid, clock, times.get());
  }

  private Optional<ThreadClock> whole(int tid, Clock clock, ThreadTimes times) {
    Path stat = directory(tid).resolve("stat");
    Optional<HostThread> thread =
        KernelFile.read(stat).map(text -> ThreadFiles.parse(stat, text, tid, Optional.of(times)));
    if (thread.isEmpty()) {
      close(tid);
      return Optional.empty();
    }
    clock.key = key(thread.get());
    clock.times = times;
    clock.runnable = thread.get().state() == ThreadState.RUNNABLE;
    return Optional.of(told(clock));
  }

  private static ThreadClock told(Clock clock) {
    return new ThreadClock(clock.key, Optional.ofNullable(clock.times), clock.runnable);
  }

  /** A number is used again, but not with the same start: thread ids have 22 bits at most. */
  private static long key(HostThread thread) {
    return thread.startTicks() << 22 | thread.tid();
  }

  /** A thread is found below its own number, too, whichever process it is of. */
  private Path directory(int tid) {
    return root.resolve(tid + "/task/" + tid);
  }

  private @Nullable Clock opened(int tid) {
    try {
      return new Clock(
          FileChannel.open(directory(tid).resolve("schedstat"), StandardOpenOption.READ));
    } catch (IOException notThereOrNoDescriptorLeft) {
      return null;
    }
  }

  /** Empty once the thread has ended. */
  private Optional<ThreadTimes> times(int tid, Clock clock) {
    Path file = directory(tid).resolve("schedstat");
    try {
      bytes.clear();
      int length = clock.file.read(bytes, 0);
      clock.readNanos = nanos.getAsLong();
      return length <= 0
          ? Optional.empty()
          : Optional.of(ThreadFiles.parseTimes(
              file, StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip()));
    } catch (IOException e) {
      if (KernelFile.isGone(file, e)) {
        return Optional.empty();
      }
      // Who interrupts a thread that reads closes the file, too: the next look opens it anew.
      close(tid);
      throw KernelFile.refused(file, e);
    }
  }

  private boolean hasRoom() {
    long now = nanos.getAsLong();
    if (open.size() >= MOST_OPEN && now - tidied >= STALE_NANOS) {
      tidied = now;
      open.entrySet().removeIf(entry -> {
        boolean isStale = now - entry.getValue().readNanos >= STALE_NANOS;
        if (isStale) {
          closeQuietly(entry.getValue());
        }
        return isStale;
      });
    }
    return open.size() < MOST_OPEN;
  }

  /** Closes all files; who reads on opens them anew. Repeatable. */
  @Override
  public void close() {
    open.values().forEach(ThreadClocks::closeQuietly);
    open.clear();
  }

  private void close(int tid) {
    Clock clock = open.remove(tid);
    if (clock != null) {
      closeQuietly(clock);
    }
  }

  private static void closeQuietly(Clock clock) {
    try {
      clock.file.close();
    } catch (IOException e) {
      // Nothing was written, and nobody reads it again.
    }
  }
}
