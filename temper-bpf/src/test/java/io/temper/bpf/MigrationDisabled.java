package io.temper.bpf;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Becomes a program that has migration disabled for nearly all of its time: the kernel does that around
 * a filter of system calls, and {@code dd} makes one call after the other through the longest filters that
 * the kernel accepts. A program of one thread, so that its CPU time is that of this thread.
 */
final class MigrationDisabled {
  private static final int FILTERS = 8;
  private static final int INSTRUCTIONS = 4000;
  private static final int INSTRUCTION_BYTES = 8;
  private static final int VALUE_AT = 4;

  private static final short LOAD_WORD = 0x20;
  private static final short ADD = 0x04;
  private static final short RETURN = 0x06;
  private static final int FIRST_ARGUMENT = 16;
  private static final int ALLOW = 0x7fff0000;

  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int PR_SET_SECCOMP = 22;
  private static final long SECCOMP_MODE_FILTER = 2;

  private static final String DD = "/usr/bin/dd";

  private static final C LIBC = Native.load("c", C.class);

  /** The two functions of the C library that this needs. */
  interface C extends Library {
    int prctl(int option, long second, Pointer third, long fourth, long fifth);

    int execv(String program, String[] arguments);
  }

  private MigrationDisabled() {}

  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    require(LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, Pointer.NULL, 0, 0));
    try (var code = filter();
        var program = program(code)) {
      for (int i = 0; i < FILTERS; i++) {
        require(LIBC.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0));
      }
    }
    out.println("filtered");
    require(
        LIBC.execv(DD, new String[] {DD, "if=/dev/zero", "of=/dev/null", "bs=1", "status=none"}));
  }

  private static void require(int result) {
    if (result != 0) {
      throw new IllegalStateException("failed with error " + Native.getLastError());
    }
  }

  /** A filter that reads an argument is run each time; the kernel remembers the result of others. */
  private static Memory filter() {
    var code = new Memory((long) INSTRUCTIONS * INSTRUCTION_BYTES);
    code.clear();
    put(code, 0, LOAD_WORD, FIRST_ARGUMENT);
    for (int i = 1; i < INSTRUCTIONS - 1; i++) {
      put(code, i, ADD, 1);
    }
    put(code, INSTRUCTIONS - 1, RETURN, ALLOW);
    return code;
  }

  private static void put(Memory code, int at, short operation, int value) {
    code.setShort((long) at * INSTRUCTION_BYTES, operation);
    code.setInt((long) at * INSTRUCTION_BYTES + VALUE_AT, value);
  }

  private static Memory program(Memory code) {
    var program = new Memory(2L * Native.POINTER_SIZE);
    program.clear();
    program.setShort(0, (short) INSTRUCTIONS);
    program.setPointer(Native.POINTER_SIZE, code);
    return program;
  }
}
