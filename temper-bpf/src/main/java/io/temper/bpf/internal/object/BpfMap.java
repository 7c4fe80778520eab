package io.temper.bpf.internal.object;

import com.sun.jna.Memory;
import io.temper.bpf.BpfException;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.KernelInfo.MapInfo;
import io.temper.bpf.internal.lib.MapSpec;
import io.temper.bpf.internal.lib.PinCalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** Opens a map that belongs to no object, and that a file keeps. The caller closes it. */
  public static BpfMap openPin(PinCalls pins, Path file, int keySize, int valueSize) {
    var calls = pins.calls();
    var name = file.toString();
    int fd = pins.open(file);
    var gate = new Gate("the map '" + name + "'", () -> calls.closeFd(fd));
    return new BpfMap(calls, name, fd, keySize, valueSize, gate, true);
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
    inner.gate.inside(() -> update(number(key), number(inner.fd)));
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

  /** Returns all keys; for a map that nobody writes meanwhile. See {@link #update}. */
  public List<ByteBuffer> keys() {
    var pins = new PinCalls(calls);
    var keys = new ArrayList<ByteBuffer>();
    try (var key = BpfCalls.zeroed(keySize);
        var next = BpfCalls.zeroed(keySize)) {
      while (gate.inside(() -> pins.nextKey(name, fd, keys.isEmpty() ? null : key, next))) {
        var bytes = next.getByteArray(0, keySize);
        key.write(0, bytes, 0, keySize);
        keys.add(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
      }
    }
    return keys;
  }

  /** Returns what the kernel says of the map. See {@link #update}. */
  public MapInfo info() {
    return gate.inside(() -> new PinCalls(calls).map(fd));
  }

  /** Makes a file of a bpffs that keeps the map. See {@link #update}. */
  public void pin(Path file) {
    gate.inside(() -> new PinCalls(calls).pin(fd, file));
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

  /** Returns a key, or a reference, of four bytes. */
  public static ByteBuffer number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(0, number);
  }
}
