package io.temper.image;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of a tar archive in the POSIX format.
 *
 * @param name its path, without a slash at the end
 * @param type {@code '0'} for a file, {@code '5'} for a folder, as the format has it
 * @param mode its permissions
 * @param owner user and group as numbers, as in "0:0"
 * @param seconds when it was changed, since 1970
 * @param content of a file
 */
// Nobody compares entries.
@SuppressWarnings("ArrayRecordComponent")
record TarEntry(String name, char type, int mode, String owner, long seconds, byte[] content) {
  private static final int BLOCK = 512;

  /** Reads a whole archive. */
  static List<TarEntry> read(InputStream archive) throws IOException {
    var in = new DataInputStream(archive);
    var entries = new ArrayList<TarEntry>();
    var extended = new HashMap<String, String>();
    byte[] header = in.readNBytes(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      int size = Math.toIntExact(number(header, 124, 12));
      byte[] content = in.readNBytes(size);
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      if (header[156] == 'x') {
        extended.putAll(records(content));
      } else {
        entries.add(entry(header, extended, content));
        extended.clear();
      }
      header = in.readNBytes(BLOCK);
    }
    return entries;
  }

  boolean isFile() {
    return type == '0' || type == 0;
  }

  /** Returns whether anybody may run it. */
  boolean isExecutable() {
    return isFile() && (mode & 0111) != 0;
  }

  private static TarEntry entry(byte[] header, Map<String, String> extended, byte[] content) {
    String prefix = text(header, 345, 155);
    String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
    return new TarEntry(
        extended.getOrDefault("path", name).replaceFirst("/$", "").replaceFirst("^/", ""),
        (char) header[156],
        (int) number(header, 100, 8),
        number(header, 108, 8) + ":" + number(header, 116, 8),
        number(header, 136, 12),
        content);
  }

  /** Each is its own length in bytes, a space, key=value, and a line end. */
  private static Map<String, String> records(byte[] content) throws IOException {
    var records = new HashMap<String, String>();
    var in = new ByteArrayInputStream(content);
    for (int c = in.read(); c >= 0; c = in.read()) {
      int length = 0;
      int digits = 0;
      for (; c != ' '; c = in.read()) {
        length = 10 * length + c - '0';
        digits++;
      }
      String record = new String(in.readNBytes(length - digits - 1), StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      records.put(record.substring(0, equals), record.substring(equals + 1, record.length() - 1));
    }
    return records;
  }

  private static String text(byte[] header, int at, int length) {
    String text = new String(header, at, length, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static long number(byte[] header, int at, int length) {
    String octal = text(header, at, length).strip();
    return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
  }
}
