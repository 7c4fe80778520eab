package io.temper.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A 64-bit little-endian ELF file: whose machine it is for, and which libraries it asks the loader for. */
record ElfFile(ByteBuffer bytes) {
  private static final int DYNAMIC = 6;

  static boolean is(byte[] content) {
    return content.length > 64 && content[0] == 0x7f && content[1] == 'E' && content[2] == 'L';
  }

  static ElfFile of(byte[] content) {
    return new ElfFile(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Returns ELF's number of the machine. */
  int machine() {
    return bytes.getShort(18);
  }

  /** Returns the names of the libraries that it needs. */
  List<String> needed() {
    var needed = new ArrayList<String>();
    int sections = Short.toUnsignedInt(bytes.getShort(60));
    for (int i = 0; i < sections; i++) {
      int section = section(i);
      if (bytes.getInt(section + 4) == DYNAMIC) {
        long strings = offset(section(bytes.getInt(section + 40)));
        long start = offset(section);
        for (long at = start; at < start + bytes.getLong(section + 32); at += 16) {
          if (bytes.getLong((int) at) == 1) {
            needed.add(string((int) (strings + bytes.getLong((int) at + 8))));
          }
        }
      }
    }
    return needed;
  }

  private int section(int index) {
    return (int) bytes.getLong(40) + index * Short.toUnsignedInt(bytes.getShort(58));
  }

  private long offset(int section) {
    return bytes.getLong(section + 24);
  }

  private String string(int at) {
    int end = at;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] name = new byte[end - at];
    bytes.get(at, name);
    return new String(name, StandardCharsets.US_ASCII);
  }
}
