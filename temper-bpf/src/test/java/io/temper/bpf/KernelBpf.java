package io.temper.bpf;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What the kernel itself says of the BPF programs and maps that are loaded, ours or not. */
final class KernelBpf {
  private static final int SYS_BPF = 321;
  private static final int MAP_GET_NEXT_KEY = 4;
  private static final int PROG_GET_NEXT_ID = 11;
  private static final int MAP_GET_NEXT_ID = 12;
  private static final int PROG_GET_FD_BY_ID = 13;
  private static final int MAP_GET_FD_BY_ID = 14;
  private static final int OBJ_GET_INFO_BY_FD = 15;

  private static final int ATTRIBUTES = 64;
  private static final int PROG_INFO = 232;
  private static final int PROG_NAME_AT = 64;
  private static final int PROG_VERIFIED_AT = 216;
  private static final int MAP_INFO = 80;
  private static final int MAP_NAME_AT = 24;

  private static final C LIBC = Native.load("c", C.class);

  /** The two functions of the C library that this needs. */
  interface C extends Library {
    int syscall(long number, int command, Pointer attributes, int size);

    int close(int fd);
  }

  /**
   * A loaded program.
   *
   * @param name its name, at most 15 characters
   * @param verified the instructions that the verifier processed
   */
  record Program(String name, int verified) {}

  private KernelBpf() {}

  static List<Program> programs() {
    var programs = new ArrayList<Program>();
    for (int id : ids(PROG_GET_NEXT_ID)) {
      var info = info(PROG_GET_FD_BY_ID, id, PROG_INFO);
      programs.add(new Program(name(info, PROG_NAME_AT), info.getInt(PROG_VERIFIED_AT)));
    }
    return programs;
  }

  /** Returns for each map of that name how many entries it has; keys have 8 bytes. */
  static List<Integer> entriesOfMaps(String name) {
    var counts = new ArrayList<Integer>();
    for (int id : ids(MAP_GET_NEXT_ID)) {
      int fd = open(MAP_GET_FD_BY_ID, id);
      if (fd >= 0) {
        try {
          if (name(info(fd, MAP_INFO), MAP_NAME_AT).equals(name)) {
            counts.add(entries(fd));
          }
        } finally {
          LIBC.close(fd);
        }
      }
    }
    return counts;
  }

  private static int entries(int fd) {
    var keys = new Memory(2L * Long.BYTES);
    var attributes = attributes();
    attributes.setInt(0, fd);
    attributes.setPointer(16, keys.share(Long.BYTES));
    int count = 0;
    while (call(MAP_GET_NEXT_KEY, attributes) == 0) {
      count++;
      keys.setLong(0, keys.getLong(Long.BYTES));
      attributes.setPointer(8, keys);
    }
    return count;
  }

  private static List<Integer> ids(int command) {
    var ids = new ArrayList<Integer>();
    var next = next(command, 0);
    while (next.isPresent()) {
      ids.add(next.getAsInt());
      next = next(command, next.getAsInt());
    }
    return ids;
  }

  private static OptionalInt next(int command, int after) {
    var attributes = attributes();
    attributes.setInt(0, after);
    return call(command, attributes) == 0
        ? OptionalInt.of(attributes.getInt(4))
        : OptionalInt.empty();
  }

  private static int open(int command, int id) {
    var attributes = attributes();
    attributes.setInt(0, id);
    return call(command, attributes);
  }

  private static Memory info(int openCommand, int id, int size) {
    int fd = open(openCommand, id);
    try {
      return info(fd, size);
    } finally {
      LIBC.close(fd);
    }
  }

  /** What ended between two calls has no information; it reads as zeros. */
  private static Memory info(int fd, int size) {
    var info = new Memory(size);
    info.clear();
    var attributes = attributes();
    attributes.setInt(0, fd);
    attributes.setInt(4, size);
    attributes.setPointer(8, info);
    call(OBJ_GET_INFO_BY_FD, attributes);
    return info;
  }

  private static int call(int command, Memory attributes) {
    return LIBC.syscall(SYS_BPF, command, attributes, ATTRIBUTES);
  }

  private static Memory attributes() {
    var attributes = new Memory(ATTRIBUTES);
    attributes.clear();
    return attributes;
  }

  private static String name(Memory info, int at) {
    return info.getString(at, StandardCharsets.US_ASCII.name());
  }
}
