package io.temper.profile;

import io.temper.workload.PatternPart;

/**
 * Stands for names of threads as the kernel shows them: a name is cut after {@value #MAX_BYTES} bytes.
 * {@code *} stands for any characters, {@code ?} for one, all else for itself.
 *
 * @param text as it is written
 */
public record NamePattern(String text) {
  /** The most bytes of a thread's name that the kernel keeps. */
  public static final int MAX_BYTES = 15;

  /**
   * Checks that there can be a name that the pattern stands for.
   *
   * @throws IllegalArgumentException if it is empty, or stands only for names that no thread can have
   */
  public NamePattern {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the pattern of a thread name must not be empty");
    }
    int bytes = fewestBytes(text);
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException("'" + text + "' can match no thread: it needs " + bytes
          + " bytes, and the kernel keeps the first " + MAX_BYTES + " of a name; write '"
          + cut(text) + "'");
    }
  }

  /**
   * Tells whether this stands for a name.
   *
   * @param name the name of a thread as the kernel shows it
   * @return true if it does
   */
  public boolean matches(String name) {
    return new PatternPart(text).matches(name);
  }

  @Override
  public String toString() {
    return text;
  }

  /** A star may stand for nothing, and a question mark for a character of one byte. */
  private static int fewestBytes(String text) {
    return text.codePoints().map(NamePattern::bytesOf).sum();
  }

  private static int bytesOf(int codePoint) {
    if (codePoint == '*') {
      return 0;
    }
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** Returns what the kernel leaves of a name that the pattern was meant for. */
  private static String cut(String text) {
    StringBuilder kept = new StringBuilder();
    int bytes = 0;
    for (int codePoint : text.codePoints().toArray()) {
      bytes += bytesOf(codePoint);
      if (bytes > MAX_BYTES) {
        break;
      }
      kept.appendCodePoint(codePoint);
    }
    return kept.toString();
  }
}
