package io.temper.bpf.internal.object;

import com.sun.jna.Pointer;
import io.temper.bpf.internal.lib.MappedValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Memory that is writable between open and load: constants of the programs, or the fields of a
 * struct_ops map. The kernel makes it read-only or forgets it at load, so the address is dropped
 * then, and a later write is an exception instead of a dead JVM.
 */
public final class ShadowMemory {
  private final String name;
  private final long size;
  private @Nullable Pointer address;

  ShadowMemory(String name, MappedValue value) {
    this.name = name;
    this.size = value.size();
    this.address = value.address();
  }

  /** Returns the size in bytes. */
  public long size() {
    return size;
  }

  /**
   * Writes an int.
   *
   * @throws IndexOutOfBoundsException if it does not fit
   * @throws IllegalStateException after load or close
   */
  public synchronized void putInt(long offset, int value) {
    at(offset, Integer.BYTES).setInt(offset, value);
  }

  /** Writes a long; see {@link #putInt}. */
  public synchronized void putLong(long offset, long value) {
    at(offset, Long.BYTES).setLong(offset, value);
  }

  /** Reads an int; see {@link #putInt}. */
  public synchronized int getInt(long offset) {
    return at(offset, Integer.BYTES).getInt(offset);
  }

  /** Reads a long; see {@link #putInt}. */
  public synchronized long getLong(long offset) {
    return at(offset, Long.BYTES).getLong(offset);
  }

  /** Writes a zero-terminated text and clears the rest of its {@code length} bytes. */
  public synchronized void putText(long offset, int length, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= length) {
      throw new IllegalArgumentException(
          name + ": '" + text + "' does not fit into " + (length - 1) + " bytes");
    }
    var target = at(offset, length);
    target.setMemory(offset, length, (byte) 0);
    target.write(offset, bytes, 0, bytes.length);
  }

  synchronized void drop() {
    address = null;
  }

  private Pointer at(long offset, long length) {
    Bounds.check(name, offset, length, size);
    if (address == null) {
      throw new IllegalStateException(name + " can be written only between open and load");
    }
    return address;
  }
}
