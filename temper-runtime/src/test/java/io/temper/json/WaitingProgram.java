package io.temper.json;

import java.io.IOException;

/** Works a little, so that all threads of its JVM have started, says so, and waits to be killed. */
final class WaitingProgram {
  static final String READY = "ready";

  /** Enough garbage for each collector to have begun to work. */
  private static final long GARBAGE_BYTES = 400L << 20;

  private static byte[] last = {};

  private WaitingProgram() {}

  public static void main(String[] args) throws IOException {
    for (long made = 0; made < GARBAGE_BYTES; made += last.length) {
      last = new byte[100_000];
    }
    System.out.println(READY);
    System.in.read();
  }
}
