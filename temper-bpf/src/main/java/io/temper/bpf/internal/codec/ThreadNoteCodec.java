package io.temper.bpf.internal.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Values of the map of notes on single threads.
 *
 * <pre>
 *  struct t_thread_note, 24 bytes
 *    0                8                16             20       24
 *    +----------------+----------------+--------------+--------+
 *    | layer_hash     | watch_id       | watch_plus_1 | -      |
 *    +----------------+----------------+--------------+--------+
 * </pre>
 */
public final class ThreadNoteCodec {
  private static final String STRUCT = "t_thread_note";

  private final int size;
  private final int layerAt;
  private final int watchIdAt;
  private final int watchAt;

  /**
   * What is noted of a thread.
   *
   * @param layerHash the {@linkplain LayerName#hash hash} of its layer's name; 0 for its cgroup's layer
   * @param watchId a number that no other watch has
   * @param watchSlot where it is watched; -1 for not at all
   */
  public record Note(long layerHash, long watchId, int watchSlot) {
    /** Nothing. */
    public static final Note NONE = new Note(0, 0, -1);

    /** Returns the note with another layer. */
    public Note withLayer(long hash) {
      return new Note(hash, watchId, watchSlot);
    }

    /** Returns the note with another watch. */
    public Note withWatch(long id, int slot) {
      return new Note(layerHash, id, slot);
    }

    /** Returns the note without a watch. */
    public Note withoutWatch() {
      return new Note(layerHash, 0, -1);
    }
  }

  /** Creates a codec for the layouts of {@code abi}. */
  public ThreadNoteCodec(Abi abi) {
    this.size = abi.sizeOf(STRUCT);
    this.layerAt = abi.offsetOf(STRUCT, "layer_hash");
    this.watchIdAt = abi.offsetOf(STRUCT, "watch_id");
    this.watchAt = abi.offsetOf(STRUCT, "watch_plus_1");
  }

  /** Returns the size of a value in bytes. */
  public int size() {
    return size;
  }

  /** Returns the bytes of a note. */
  public ByteBuffer encode(Note note) {
    return ByteBuffer.allocate(size)
        .order(ByteOrder.nativeOrder())
        .putLong(layerAt, note.layerHash())
        .putLong(watchIdAt, note.watchId())
        .putInt(watchAt, note.watchSlot() + 1);
  }

  /** Returns the note of some bytes. */
  public Note decode(ByteBuffer in) {
    return new Note(in.getLong(layerAt), in.getLong(watchIdAt), in.getInt(watchAt) - 1);
  }
}
