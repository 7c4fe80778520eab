package io.temper.bpf.internal.object;

/** The one check that stands between an offset and foreign memory. */
final class Bounds {
  private Bounds() {}

  /** Throws unless {@code count} bytes from {@code offset} on lie within {@code size} bytes. */
  static void check(String region, long offset, long count, long size) {
    if (offset < 0 || count < 0 || offset > size - count) {
      throw new IndexOutOfBoundsException(
          region + " has " + size + " bytes: no " + count + " at offset " + offset);
    }
  }
}
