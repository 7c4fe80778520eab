package io.temper.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes broken forms of a text: bytes of it are changed, flipped, lost, repeated or moved, and splinters or
 * parts of another text are put in.
 */
final class Mutations {
  private static final int MOST_CHANGES = 4;
  private static final int LONGEST_PART = 40;

  /** What means something in most formats, and what is awkward in all of them. */
  private static final List<byte[]> SPLINTERS = List.of(
          "\n",
          "\r\n",
          "\t",
          " ",
          "\0",
          "{",
          "}",
          "[",
          "]",
          "[[",
          "(",
          ")",
          "<",
          ">",
          "\"",
          "\"\"\"",
          "'",
          "`",
          ",",
          ":",
          ";",
          "=",
          "-",
          "--- ",
          "#",
          "&",
          "*",
          "!",
          "|",
          "%",
          "%s",
          "@",
          "\\",
          "\\u0000",
          "/",
          "..",
          ".",
          "?",
          "~",
          "_",
          "+",
          "0",
          "-1",
          "1e9",
          "1e999",
          "0x",
          "99999999999999999999",
          "null",
          "true",
          "é",
          "😀",
          "\uFEFF")
      .stream()
      .map(text -> text.getBytes(StandardCharsets.UTF_8))
      .toList();

  private final Random random;

  /** The same random numbers give the same forms. */
  Mutations(Random random) {
    this.random = random;
  }

  /** Returns a broken form of a text; now and then it is the text itself. */
  byte[] of(byte[] text, byte[] other) {
    byte[] bytes = text;
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      bytes = changed(bytes, other);
    }
    return bytes;
  }

  /** Every place is found anew, so that changes of one text add up. */
  private byte[] changed(byte[] bytes, byte[] other) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(LONGEST_PART));
    return switch (random.nextInt(9)) {
      case 0 -> joined(bytes, from, aByte(), Math.min(to, from + 1));
      case 1 -> joined(bytes, from, splinter(), Math.min(to, from + 1));
      case 2 -> joined(bytes, from, splinter(), from);
      case 3 -> joined(bytes, from, new byte[0], to);
      case 4 -> joined(bytes, from, new byte[0], random.nextInt(8) == 0 ? bytes.length : to);
      case 5 -> joined(bytes, to, Arrays.copyOfRange(bytes, from, to), to);
      case 6 -> moved(bytes, Arrays.copyOfRange(bytes, from, to));
      case 7 -> joined(bytes, from, partOf(other), to);
      default -> flipped(bytes, from);
    };
  }

  private byte[] aByte() {
    return new byte[] {(byte) random.nextInt()};
  }

  private byte[] splinter() {
    return SPLINTERS.get(random.nextInt(SPLINTERS.size()));
  }

  private byte[] partOf(byte[] other) {
    int from = random.nextInt(other.length + 1);
    return Arrays.copyOfRange(
        other, from, Math.min(other.length, from + random.nextInt(LONGEST_PART)));
  }

  private byte[] moved(byte[] bytes, byte[] part) {
    int at = random.nextInt(bytes.length + 1);
    return joined(bytes, at, part, Math.min(bytes.length, at + part.length));
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] joined(byte[] bytes, int end, byte[] between, int start) {
    var joined = new ByteArrayOutputStream();
    joined.write(bytes, 0, end);
    joined.writeBytes(between);
    joined.write(bytes, start, bytes.length - start);
    return joined.toByteArray();
  }
}
