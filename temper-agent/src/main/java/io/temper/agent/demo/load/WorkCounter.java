package io.temper.agent.demo.load;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Work done by the threads of one process, shared through a mapped file so that another process
 * reads it without a word from the worker, which may not get any CPU time to answer.
 *
 * <pre>
 *  0        8                      64       72
 *  +--------+----------------------+--------+----
 *  | slot 0 | padding              | slot 1 | ...      long, native order, one cache line each
 *  +--------+----------------------+--------+----
 * </pre>
 *
 * Each slot has one writer; any thread of any process may read.
 */
public final class WorkCounter {
  private static final int STRIDE_BYTES = 64;
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer slots;

  private WorkCounter(ByteBuffer slots) {
    this.slots = slots;
  }

  /**
   * Makes a counter of zeros.
   *
   * @param file created or emptied
   * @param slots how many writers there will be
   * @throws IOException if the file cannot be written
   */
  public static WorkCounter create(Path file, int slots) throws IOException {
    try (var channel = FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE)) {
      long bytes = (long) slots * STRIDE_BYTES;
      return new WorkCounter(channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes));
    }
  }

  /**
   * Opens a counter that another process writes.
   *
   * @throws IOException if the file cannot be read
   */
  public static WorkCounter open(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new WorkCounter(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  /** Sets the work done by the writer of {@code slot}. */
  public void set(int slot, long value) {
    LONG.setOpaque(slots, slot * STRIDE_BYTES, value);
  }

  /** Returns the sum of all slots. */
  public long total() {
    long total = 0;
    for (int at = 0; at < slots.capacity(); at += STRIDE_BYTES) {
      total += (long) LONG.getOpaque(slots, at);
    }
    return total;
  }
}
