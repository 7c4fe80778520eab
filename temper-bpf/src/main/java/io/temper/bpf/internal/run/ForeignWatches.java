package io.temper.bpf.internal.run;

import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.ThreadNoteCodec;
import io.temper.bpf.internal.codec.WatchedCodec;
import io.temper.bpf.internal.object.ForeignObject;
import io.temper.observe.ThreadStats;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The threads that another process watches, which attached the scheduler. */
public final class ForeignWatches {
  private final ForeignObject object;
  private final StatsMemory memory;
  private final WatchedCodec codec;
  private final ThreadNoteCodec notes;
  private final int room;

  /** Reads those of {@code object}, whose counts lie in {@code memory}. */
  public ForeignWatches(ForeignObject object, StatsMemory memory, Abi abi) {
    this.object = object;
    this.memory = memory;
    this.codec = new WatchedCodec(abi);
    this.notes = new ThreadNoteCodec(abi);
    this.room = abi.constant("T_MAX_WATCHED");
  }

  /** Reads them all. What a watch that was closed has left is passed over. */
  public List<ThreadStats> read(Publisher.InForce inForce) {
    var threads = new ArrayList<ThreadStats>();
    for (int slot = 0; slot < room; slot++) {
      memory
          .watched(slot)
          .filter(bytes -> codec.watchId(bytes) != 0)
          .filter(this::isWatched)
          .map(bytes -> decode(bytes, inForce))
          .ifPresent(threads::add);
    }
    return threads;
  }

  /** The note of a thread goes with it and with its watch, what was counted stays. */
  private boolean isWatched(ByteBuffer bytes) {
    return object
        .ofThread("thread_notes", codec.tid(bytes))
        .map(notes::decode)
        .filter(note -> note.watchId() == codec.watchId(bytes))
        .isPresent();
  }

  private ThreadStats decode(ByteBuffer bytes, Publisher.InForce inForce) {
    return codec.decode(
        bytes, slot -> Objects.requireNonNullElse(StatsReader.nameAt(slot, inForce), ""));
  }
}
