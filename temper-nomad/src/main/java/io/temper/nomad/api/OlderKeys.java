package io.temper.nomad.api;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Puts older forms of private keys into the one that Java reads. Each is DER, a tree of tag, length and
 * content; PKCS #8 is the older form in an envelope that names the algorithm:
 *
 * <pre>
 * SEQUENCE { INTEGER 0, SEQUENCE { OID algorithm, parameters }, OCTET STRING { the older form } }
 * </pre>
 */
final class OlderKeys {
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int OID = 0x06;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xa0;

  /** 1.2.840.10045.2.1, a key of an elliptic curve. */
  private static final byte[] CURVE = {OID, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  /** 1.2.840.113549.1.1.1, a key of RSA, and the absence of parameters. */
  private static final byte[] RSA = {
    OID, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 0x05, 0
  };

  private OlderKeys() {}

  /** Returns PKCS #8 of a key in the form of PKCS #1. */
  static byte[] ofRsa(byte[] pkcs1) {
    return envelope(RSA, pkcs1);
  }

  /**
   * Returns PKCS #8 of a key in the form of SEC 1: a version, the number, and the name of the curve.
   *
   * @return empty if it is none, or names no curve
   */
  static Optional<byte[]> ofCurve(byte[] sec1) {
    int at = contentOf(sec1, 0, SEQUENCE);
    at = after(sec1, at, INTEGER);
    at = after(sec1, at, OCTETS);
    at = contentOf(sec1, at, PARAMETERS);
    int end = after(sec1, at, OID);
    if (at < 0 || end < 0) {
      return Optional.empty();
    }
    byte[] name = Arrays.copyOfRange(sec1, at, end);
    return Optional.of(envelope(joined(CURVE, name), sec1));
  }

  private static byte[] envelope(byte[] algorithm, byte[] key) {
    byte[] version = {INTEGER, 1, 0};
    return tagged(
        SEQUENCE, joined(joined(version, tagged(SEQUENCE, algorithm)), tagged(OCTETS, key)));
  }

  private static byte[] tagged(int tag, byte[] content) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    if (content.length < 0x80) {
      bytes.write(content.length);
    } else {
      // No key has more than 64 KiB.
      bytes.write(0x82);
      bytes.write(content.length >> 8);
      bytes.write(content.length);
    }
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Returns where the content begins of what stands at a place; -1 if that has another tag. */
  private static int contentOf(byte[] der, int at, int tag) {
    if (at < 0 || at + 2 > der.length || (der[at] & 0xff) != tag) {
      return -1;
    }
    int length = der[at + 1] & 0xff;
    return length < 0x80 ? at + 2 : at + 2 + (length & 0x7f);
  }

  /** Returns where the next begins after what stands at a place; -1 if that has another tag. */
  private static int after(byte[] der, int at, int tag) {
    int content = contentOf(der, at, tag);
    if (content < 0 || content > der.length) {
      return -1;
    }
    int length = der[at + 1] & 0xff;
    if (length >= 0x80) {
      length = 0;
      for (int i = at + 2; i < content; i++) {
        length = (length << 8) | (der[i] & 0xff);
      }
    }
    long end = (long) content + length;
    return length < 0 || end > der.length ? -1 : (int) end;
  }
}
