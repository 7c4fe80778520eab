package io.temper.bpf.internal.run;

import io.temper.bpf.BpfException;
import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.LayerName;
import io.temper.bpf.internal.codec.ThreadNoteCodec;
import io.temper.bpf.internal.codec.ThreadNoteCodec.Note;
import io.temper.bpf.internal.lib.Errno;
import io.temper.bpf.internal.object.BpfMap;
import io.temper.bpf.internal.object.SchedulerObject;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/**
 * What the kernel is told of single threads: their layer, and where they are watched. The notes lie
 * with the threads in the kernel and go when they end, so a number that a later thread gets carries
 * nothing over. Nothing of it is kept here.
 */
public final class ThreadNotes {
  private final SchedulerObject object;
  private final ThreadNoteCodec codec;
  private final BpfMap notes;
  private final SharedMemory memory;

  /** Finds the map of {@code object}. */
  public ThreadNotes(SchedulerObject object, Abi abi, SharedMemory memory) {
    this.object = object;
    this.codec = new ThreadNoteCodec(abi);
    this.notes = object.map("thread_notes", Integer.BYTES, codec.size());
    this.memory = memory;
  }

  /** Puts a thread into a layer; returns whether there is such a thread. */
  public boolean assign(int tid, String layer) {
    return change(tid, note -> note.withLayer(LayerName.hash(layer)));
  }

  /** Returns a thread to its cgroup's layer; returns whether it was assigned and still runs. */
  public boolean unassign(int tid) {
    var wasAssigned = new boolean[1];
    boolean isThere = change(tid, note -> {
      wasAssigned[0] = note.layerHash() != 0;
      return note.withLayer(0);
    });
    return isThere && wasAssigned[0];
  }

  /** Forgets what an earlier process has said of threads. */
  public void clear(Iterable<Integer> tids) {
    tids.forEach(tid -> change(tid, note -> Note.NONE));
    memory.bumpMembership();
  }

  /** Has a thread watched; returns whether there is such a thread. */
  boolean watch(int tid, long id, int slot) {
    return change(tid, note -> note.withWatch(id, slot));
  }

  /** Ends the watch {@code id} of a thread, if it still has that one. */
  void unwatch(int tid, long id) {
    change(tid, note -> note.watchId() == id ? note.withoutWatch() : note);
  }

  private synchronized boolean change(int tid, UnaryOperator<Note> change) {
    var fd = object.openThread(tid);
    if (fd.isEmpty()) {
      return false;
    }
    try {
      change(BpfMap.number(fd.getAsInt()), change);
      return true;
    } catch (BpfException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ESRCH) {
        return false; // it has ended since
      }
      throw e;
    } finally {
      object.closeThread(fd.getAsInt());
    }
  }

  private void change(ByteBuffer key, UnaryOperator<Note> change) {
    var before = notes.lookup(key).map(codec::decode).orElse(Note.NONE);
    var after = change.apply(before);
    if (after.equals(before)) {
      return;
    }
    if (after.equals(Note.NONE)) {
      notes.delete(key);
    } else {
      notes.update(key, codec.encode(after));
    }
    memory.bumpMembership();
  }
}
