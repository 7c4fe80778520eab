package io.temper.agent.demo.node;

import io.temper.TemperException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Moves processes with all their threads into {@code SCHED_FIFO} and back, with {@code chrt} of
 * util-linux. Threads born later inherit.
 */
public final class RealtimeClass {
  /** Any real-time priority beats the whole fair class; the middle leaves room on both sides. */
  private static final String PRIORITY = "50";

  private RealtimeClass() {}

  /** Puts every thread of {@code pid} into the real-time class. */
  public static void enter(long pid) {
    chrt(List.of("chrt", "-a", "-f", "-p", PRIORITY, Long.toString(pid)));
  }

  /** Returns every thread of {@code pid} to the default class. */
  public static void leave(long pid) {
    chrt(List.of("chrt", "-a", "-o", "-p", "0", Long.toString(pid)));
  }

  private static void chrt(List<String> command) {
    String line = String.join(" ", command);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new TemperException(line + " failed (" + code + "): " + output.strip());
      }
    } catch (IOException e) {
      throw new TemperException(
          "cannot run " + line + ": " + e.getMessage() + " (Debian: apt-get install util-linux)",
          e);
    } catch (InterruptedException e) {
      throw new TemperException("interrupted during " + line, e);
    }
  }
}
