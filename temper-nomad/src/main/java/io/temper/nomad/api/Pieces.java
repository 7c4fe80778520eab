package io.temper.nomad.api;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Bytes in pieces of one length, as they came. A single array would be doubled while it grows, and copied in
 * the end: several times the memory of an answer that may take a good part of the heap. Not thread-safe.
 */
final class Pieces {
  /** Little beside an answer, and much beside what it costs to keep a piece. */
  static final int LENGTH = 64 << 10;

  private final List<byte[]> pieces = new ArrayList<>();
  private long length;

  /** Adds what is left of a buffer. */
  void add(ByteBuffer part) {
    while (part.hasRemaining()) {
      int used = (int) (length % LENGTH);
      if (used == 0) {
        pieces.add(new byte[LENGTH]);
      }
      int some = Math.min(part.remaining(), LENGTH - used);
      part.get(pieces.get(pieces.size() - 1), used, some);
      length += some;
    }
  }

  /** Returns the number of bytes. */
  long length() {
    return length;
  }

  /** Returns the first bytes, as many as are asked for, within the first piece and what is there. */
  byte[] beginning(int most) {
    int some = (int) Math.min(Math.min(most, LENGTH), length);
    return some == 0 ? new byte[0] : Arrays.copyOf(pieces.get(0), some);
  }

  /** Returns all bytes, from the first on. */
  InputStream stream() {
    List<InputStream> streams = new ArrayList<>();
    long left = length;
    for (byte[] piece : pieces) {
      streams.add(new ByteArrayInputStream(piece, 0, (int) Math.min(LENGTH, left)));
      left -= LENGTH;
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }
}
