package io.temper.agent.systemd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The address of a socket of the Unix family, as C has it:
 *
 * <pre>
 *  0        2                                                    110
 *  +--------+----------------------------------------------------+
 *  | family | a path and a NUL, or a NUL and an abstract name    |
 *  +--------+----------------------------------------------------+
 * </pre>
 *
 * The family is in the machine's byte order. An abstract name ends with the address, not with a NUL.
 */
final class UnixAddress {
  private static final int FAMILY_BYTES = 2;
  private static final int MOST_NAME_BYTES = 108;

  private UnixAddress() {}

  /**
   * Returns the bytes of an address.
   *
   * @param name an absolute path, or {@code @} and an abstract name; together at most 107 bytes
   * @throws IllegalArgumentException if it is neither, or too long
   */
  static byte[] of(String name) {
    if (!name.startsWith("/") && !name.startsWith("@")) {
      throw new IllegalArgumentException(
          "'" + name + "' is no address of a Unix socket: give an absolute path, or @ and a name");
    }
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    if (text.length >= MOST_NAME_BYTES) {
      throw new IllegalArgumentException("'" + name + "' has " + text.length
          + " bytes; an address of a Unix socket has at most " + (MOST_NAME_BYTES - 1));
    }
    boolean isPath = text[0] == '/';
    byte[] bytes = new byte[FAMILY_BYTES + text.length + (isPath ? 1 : 0)];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.nativeOrder())
        .putShort((short) LibC.AF_UNIX)
        .put(text);
    if (!isPath) {
      bytes[FAMILY_BYTES] = 0;
    }
    return bytes;
  }
}
