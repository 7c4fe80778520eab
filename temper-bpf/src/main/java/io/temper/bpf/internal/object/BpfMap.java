package io.temper.bpf.internal.object;

import com.sun.jna.Memory;
import io.temper.bpf.BpfException;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.MapSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A map in the kernel. Its descriptor is used only while its owner is open, so a number that the
 * process has used again for something else is never written to.
 *
 * <p>Keys and values are the bytes between position and limit of a buffer in native order; the
 * buffer is left as it was.
 */
public final class BpfMap implements AutoCloseable {
  private final BpfCalls calls;
  private final String name;
  private final int fd;
  private final int keySize;
  private final int valueSize;
  private final Gate gate;
  private final boolean owned;

  BpfMap(
      BpfCalls calls, String name, int fd, int keySize, int valueSize, Gate gate, boolean owned) {
    this.calls = calls;
    this.name = name;
    this.fd = fd;
    this.keySize = keySize;
    this.valueSize = valueSize;
    this.gate = gate;
    this.owned = owned;
  }

  static BpfMap create(BpfCalls calls, MapSpec spec) {
    int fd = calls.createMap(spec);
    var gate = new Gate("the map '" + spec.name() + "'", () -> calls.closeFd(fd));
    return new BpfMap(calls, spec.name(), fd, spec.keySize(), spec.valueSize(), gate, true);
  }

  /**
   * Writes an element.
   *
   * @throws BpfException if the kernel refuses
   * @throws IllegalArgumentException if key or value have the wrong size
   * @throws IllegalStateException if the map is closed
   */
  public void update(ByteBuffer key, ByteBuffer value) {
    try (var k = copyOf(key, keySize, "key");
        var v = copyOf(value, valueSize, "value")) {
      gate.inside(() -> calls.update(name, fd, k, v));
    }
  }

  /** Writes the reference of {@code inner} into this map of maps, in one step. */
  public void updateInner(int key, BpfMap inner) {
    inner.gate.inside(() -> update(intBuffer(key), intBuffer(inner.fd)));
  }

  /** Reads an element; empty if there is none. See {@link #update}. */
  public Optional<ByteBuffer> lookup(ByteBuffer key) {
    try (var k = copyOf(key, keySize, "key");
        var v = BpfCalls.zeroed(valueSize)) {
      if (!gate.inside(() -> calls.lookup(name, fd, k, v))) {
        return Optional.empty();
      }
      return Optional.of(
          ByteBuffer.wrap(v.getByteArray(0, valueSize)).order(ByteOrder.nativeOrder()));
    }
  }

  /** Deletes an element; returns whether there was one. See {@link #update}. */
  public boolean delete(ByteBuffer key) {
    try (var k = copyOf(key, keySize, "key")) {
      return gate.inside(() -> calls.delete(name, fd, k));
    }
  }

  /** Makes the map unwritable from user space, for good. */
  public void freeze() {
    gate.inside(() -> calls.freezeMap(name, fd));
  }

  /** Closes the descriptor if this is not a map of an object. The kernel keeps what it uses. */
  @Override
  public void close() {
    if (owned) {
      gate.close();
    }
  }

  private Memory copyOf(ByteBuffer buffer, int size, String what) {
    if (buffer.remaining() != size) {
      throw new IllegalArgumentException(
          name + ": a " + what + " has " + size + " bytes, not " + buffer.remaining());
    }
    var memory = new Memory(size);
    var bytes = new byte[size];
    buffer.duplicate().get(bytes);
    memory.write(0, bytes, 0, size);
    return memory;
  }

  private static ByteBuffer intBuffer(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(0, value);
  }
}
