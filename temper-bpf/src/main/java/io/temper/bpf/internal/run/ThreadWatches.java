package io.temper.bpf.internal.run;

import io.temper.bpf.BpfException;
import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.WatchedCodec;
import io.temper.observe.ThreadStats;
import io.temper.spi.ThreadWatch;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The threads that this process watches. A place that becomes free is used again as late as can be: a
 * thread may write to it until its slice ends.
 */
public final class ThreadWatches {
  private static final String NO_LAYER = "";

  private final ThreadNotes notes;
  private final StatsMemory memory;
  private final WatchedCodec codec;
  private final Supplier<Publisher.InForce> inForce;
  private final int room;
  private final Deque<Integer> free = new ArrayDeque<>();

  /** The kernel still counts into their places: it refused to forget them. */
  private final Deque<Watch> unclosed = new ArrayDeque<>();

  private long lastId;

  /**
   * Watches by means of {@code notes} and {@code memory}. Watches have numbers above {@code lastId}, so that
   * what those of an earlier process have counted is not taken for theirs.
   */
  public ThreadWatches(
      ThreadNotes notes,
      StatsMemory memory,
      Abi abi,
      Supplier<Publisher.InForce> inForce,
      long lastId) {
    this.notes = notes;
    this.lastId = lastId;
    this.memory = memory;
    this.codec = new WatchedCodec(abi);
    this.inForce = inForce;
    this.room = abi.constant("T_MAX_WATCHED");
    for (int slot = 0; slot < room; slot++) {
      free.add(slot);
    }
  }

  /** Starts a watch; empty if there is no such thread. */
  public synchronized Optional<ThreadWatch> watch(int tid) {
    unclosed.removeIf(this::isGivenBack);
    var slot = free.poll();
    if (slot == null) {
      throw new IllegalStateException("thread " + tid + " cannot be watched: " + room
          + " threads are, and there is room for no more; close a watch first");
    }
    long id = ++lastId;
    try {
      if (notes.watch(tid, id, slot)) {
        return Optional.of(new Watch(tid, id, slot));
      }
    } catch (RuntimeException | Error e) {
      free.addFirst(slot);
      throw e;
    }
    free.addFirst(slot);
    return Optional.empty();
  }

  private synchronized void giveBack(Watch watch) {
    if (!isGivenBack(watch)) {
      unclosed.add(watch);
    }
  }

  private synchronized boolean isGivenBack(Watch watch) {
    try {
      notes.unwatch(watch.tid, watch.id);
      free.addLast(watch.slot);
      return true;
    } catch (BpfException e) {
      return false; // for want of a descriptor, say
    } catch (IllegalStateException e) {
      return true; // the scheduler was closed: there is nothing left to give back
    }
  }

  private ThreadStats decode(ByteBuffer bytes) {
    var now = inForce.get();
    return codec.decode(
        bytes, slot -> Objects.requireNonNullElse(StatsReader.nameAt(slot, now), NO_LAYER));
  }

  private final class Watch implements ThreadWatch {
    private final int tid;
    private final long id;
    private final int slot;
    private final AtomicBoolean closed = new AtomicBoolean();

    Watch(int tid, long id, int slot) {
      this.tid = tid;
      this.id = id;
      this.slot = slot;
    }

    @Override
    public Optional<ThreadStats> read() {
      if (closed.get()) {
        return Optional.empty();
      }
      try {
        return memory
            .watched(slot)
            .filter(bytes -> codec.watchId(bytes) == id)
            .map(ThreadWatches.this::decode);
      } catch (IllegalStateException e) {
        return Optional.empty(); // the scheduler was closed, and its memory is gone
      }
    }

    @Override
    public void close() {
      if (!closed.compareAndSet(false, true)) {
        return;
      }
      giveBack(this);
    }
  }
}
