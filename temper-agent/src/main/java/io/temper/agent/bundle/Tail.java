package io.temper.agent.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a file of lines. */
final class Tail {
  private static final int MOST_LINES = 1000;
  private static final int MOST_BYTES = 256 * 1024;

  private Tail() {}

  /** Returns the last lines of a file, a thousand of them or 256 KiB at most, none of them cut. */
  static String of(Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      long from = Math.max(0, channel.size() - MOST_BYTES);
      var bytes = ByteBuffer.allocate(MOST_BYTES);
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
      var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      return lastLines(from == 0 ? text : text.substring(text.indexOf('\n') + 1));
    }
  }

  private static String lastLines(String text) {
    var lines = text.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()))
        + (lines.isEmpty() ? "" : "\n");
  }
}
