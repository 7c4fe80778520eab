package io.temper.bpf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How late a thread that sleeps gets a CPU, as cyclictest measures it for ordinary threads. */
final class WakeUps {
  private static final String CYCLICTEST = "cyclictest";
  private static final int MAX_MICROS = 200_000;
  private static final String ORDINARY = "--policy=other";

  /** A priority makes it a thread of SCHED_FIFO, whatever policy is asked for beside it. */
  private static final String REAL_TIME = "--priority=50";

  private WakeUps() {}

  /** An ordinary thread wakes up each {@code periodMillis} for {@code seconds}. */
  static String[] command(int periodMillis, int seconds) {
    return command(ORDINARY, periodMillis, seconds);
  }

  private static String[] command(String kind, int periodMillis, int seconds) {
    return new String[] {
      CYCLICTEST,
      "--quiet",
      kind,
      "--interval=" + 1000 * periodMillis,
      "--duration=" + seconds,
      "--histogram=" + MAX_MICROS
    };
  }

  /**
   * What 99 % of a thread's wake-ups did not exceed.
   *
   * @param late from the moment it was due at until it ran, as the thread itself saw it
   * @param waited from the moment the kernel woke it until it got a CPU: the scheduler's part
   */
  record P99(Duration late, Duration waited) {}

  /** Measures an ordinary thread. */
  static P99 p99(Path cgroup, int seconds) {
    return p99(cgroup, ORDINARY, seconds);
  }

  /** The same of a real-time thread: nothing that schedules ordinary ones can be faster. */
  static P99 realTimeP99(Path cgroup, int seconds) {
    return p99(cgroup, REAL_TIME, seconds);
  }

  private static P99 p99(Path cgroup, String kind, int seconds) {
    try (var trace = WakeUpTrace.of(CYCLICTEST)) {
      var late = lateP99(cgroup, kind, seconds);
      return new P99(late, trace.waits().percentile(99));
    }
  }

  private static Duration lateP99(Path cgroup, String kind, int seconds) {
    try {
      var output = Files.createTempFile("wakeups", ".txt");
      var script = "echo $$ > '" + cgroup + "/cgroup.procs'; exec \"$@\" > '" + output + "'";
      var process = new ProcessBuilder("sh", "-c", script, "sh");
      process.command().addAll(List.of(command(kind, 2, seconds)));
      var running = process.inheritIO().start();
      if (!Load.ends(running, Duration.ofSeconds(seconds + 30L)) || running.exitValue() != 0) {
        running.destroyForcibly();
        throw new IllegalStateException("cyclictest did not end well");
      }
      var lines = Files.readAllLines(output).stream()
          .filter(line -> line.matches("\\d{6} \\d+"))
          .toList();
      Files.delete(output);
      return percentile(lines, 99);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines have microseconds and how often they were measured, in order. */
  private static Duration percentile(List<String> lines, int percent) {
    long total = lines.stream().mapToLong(WakeUps::count).sum();
    long seen = 0;
    for (var line : lines) {
      seen += count(line);
      if (seen * 100 >= total * percent && seen > 0) {
        return Duration.ofNanos(1000 * Long.parseLong(line.substring(0, 6)));
      }
    }
    throw new IllegalStateException("cyclictest measured nothing below " + MAX_MICROS + " us");
  }

  private static long count(String line) {
    return Long.parseLong(line.substring(7));
  }
}
