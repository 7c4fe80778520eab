package io.temper.k8s.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells JSON from YAML by the beginning of a text. */
final class TextFormat {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** More blank space than this before the first character is not looked through. */
  private static final int LOOK_AHEAD_BYTES = 4096;

  private TextFormat() {}

  /**
   * Returns the events of a text.
   *
   * @param source what to call the text in messages
   * @param in the text
   * @throws UnreadableTextException if not even its beginning can be read
   */
  static EventSource events(String source, InputStream in) {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
    try {
      return isJson(buffered) ? new JsonEvents(source, buffered) : new YamlEvents(source, buffered);
    } catch (IOException e) {
      throw new UnreadableTextException(
          source, Position.UNKNOWN, "reading failed: " + e, "check file and permissions", e);
    }
  }

  /** JSON quotes the first key; YAML may start with a brace, too. */
  private static boolean isJson(BufferedInputStream in) throws IOException {
    in.mark(LOOK_AHEAD_BYTES);
    byte[] head = in.readNBytes(LOOK_AHEAD_BYTES);
    in.reset();
    int first = nextVisible(head, 0);
    if (first == head.length || head[first] != '{') {
      return first < head.length && head[first] == '[';
    }
    int second = nextVisible(head, first + 1);
    return second == head.length || head[second] == '"' || head[second] == '}';
  }

  /**
   * Skips blanks and byte order marks. Zero bytes are the upper halves of characters in UTF-16, which
   * PowerShell writes.
   */
  private static int nextVisible(byte[] text, int from) {
    int i = from;
    while (i < text.length && isBlankOrByteOrderMark(text[i])) {
      i++;
    }
    return i;
  }

  private static boolean isBlankOrByteOrderMark(byte b) {
    return switch (b & 0xFF) {
      case ' ', '\t', '\n', '\r', 0, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF -> true;
      default -> false;
    };
  }
}
