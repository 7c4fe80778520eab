package io.temper.bpf.internal.object;

import com.sun.jna.Pointer;
import io.temper.bpf.internal.lib.MappedValue;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory that the kernel's programs and this process share. The only class that holds such an
 * address after load. Each access is checked against the bounds and passes the gate of the object
 * that owns the memory, so neither a wrong offset nor a late reader can touch unmapped memory.
 *
 * <p>Reads acquire and writes release: who sees a field that the other side writes last sees what
 * was written before it.
 */
public final class MappedRegion {
  private final String name;
  private final Gate gate;
  private final Pointer address;
  private final long size;

  MappedRegion(String name, Gate gate, MappedValue value) {
    this.name = name;
    this.gate = gate;
    this.address = value.address();
    this.size = value.size();
  }

  /** Returns the size in bytes. */
  public long size() {
    return size;
  }

  /**
   * Reads an int.
   *
   * @throws IndexOutOfBoundsException if it does not lie in the region
   * @throws IllegalStateException if the object is closed
   */
  public int getInt(long offset) {
    check(offset, Integer.BYTES);
    return gate.inside(() -> {
      int value = address.getInt(offset);
      VarHandle.acquireFence();
      return value;
    });
  }

  /** Reads a long; see {@link #getInt}. */
  public long getLong(long offset) {
    check(offset, Long.BYTES);
    return gate.inside(() -> {
      long value = address.getLong(offset);
      VarHandle.acquireFence();
      return value;
    });
  }

  /** Writes an int; see {@link #getInt}. */
  public void putInt(long offset, int value) {
    check(offset, Integer.BYTES);
    gate.inside(() -> {
      VarHandle.releaseFence();
      address.setInt(offset, value);
    });
  }

  /** Writes a long; see {@link #getInt}. */
  public void putLong(long offset, long value) {
    check(offset, Long.BYTES);
    gate.inside(() -> {
      VarHandle.releaseFence();
      address.setLong(offset, value);
    });
  }

  /** Returns a copy of {@code length} bytes in native order, read without a system call. */
  public ByteBuffer copy(long offset, int length) {
    check(offset, length);
    var bytes = new byte[length];
    gate.inside(() -> {
      address.read(offset, bytes, 0, length);
      VarHandle.acquireFence();
    });
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  private void check(long offset, long count) {
    Bounds.check(name, offset, count, size);
  }
}
