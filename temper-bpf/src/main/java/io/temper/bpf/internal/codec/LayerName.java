package io.temper.bpf.internal.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of a layer as the kernel keeps it: for people as UTF-8, zero terminated and cut to fit; for
 * programs as a hash over the whole.
 */
public final class LayerName {
  /** The name of a place that no layer uses. */
  public static final String NONE = "";

  // FNV-1a of 64 bits.
  private static final long HASH_START = 0xcbf29ce484222325L;
  private static final long HASH_FACTOR = 0x100000001b3L;

  private LayerName() {}

  /** Returns a number that tells the layer from those of other names; 0 for {@link #NONE} alone. */
  public static long hash(String name) {
    if (name.equals(NONE)) {
      return 0;
    }
    long hash = HASH_START;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * HASH_FACTOR;
    }
    return hash == 0 ? 1 : hash;
  }

  /** Returns {@code size} bytes: as many whole characters as fit, and at least one zero. */
  static byte[] encode(String name, int size) {
    var bytes = ByteBuffer.allocate(size - 1);
    // Overflow is the wanted end: the encoder never writes half a character.
    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name), bytes, true);
    return Arrays.copyOf(Arrays.copyOf(bytes.array(), bytes.position()), size);
  }

  /** Returns what stands before the first zero. */
  static String decode(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
