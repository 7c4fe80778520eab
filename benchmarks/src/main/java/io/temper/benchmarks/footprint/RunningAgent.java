package io.temper.benchmarks.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code temper run} as a process, seen from outside. */
final class RunningAgent implements AutoCloseable {
  private static final long LOOK_NANOS = 1_000_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final FakeHost host;
  private final Process process;
  private final long startNanos = System.nanoTime();

  RunningAgent(Arm arm, FakeHost host) throws IOException {
    this.host = host;
    var builder = new ProcessBuilder(arm.launcher().toString(), "run", "--config", host.config())
        .redirectErrorStream(true)
        .redirectOutput(host.folder().resolve("log").toFile());
    builder.environment().put("TEMPER_JAVA_OPTS", host.javaOptions());
    this.process = builder.start();
  }

  /** Waits until its audit log tells of the first plan, and returns the milliseconds since the start. */
  double millisToPlan() throws IOException {
    while (!audit().contains("\"to\":\"observing\"")) {
      if (System.nanoTime() - startNanos > PATIENCE_NANOS || !process.isAlive()) {
        throw new IllegalStateException(
            "no plan: " + Files.readString(host.folder().resolve("log")) + audit());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return (System.nanoTime() - startNanos) / 1e6;
  }

  private String audit() throws IOException {
    Path file = host.folder().resolve("lib/audit.jsonl");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Returns the CPU time of all its threads so far, in seconds. */
  double cpuSeconds() throws IOException {
    double nanos = 0;
    for (Path thread : threads()) {
      nanos += Double.parseDouble(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
    }
    return nanos / 1e9;
  }

  /** Returns each thread's CPU time so far, the largest first. */
  List<String> cpuByThread() throws IOException {
    return threads().stream()
        .map(RunningAgent::line)
        .sorted((a, b) -> b.compareTo(a))
        .toList();
  }

  private static String line(Path thread) {
    try {
      double nanos =
          Double.parseDouble(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
      return String.format(
          Locale.ROOT,
          "%10.1f ms %s",
          nanos / 1e6,
          Files.readString(thread.resolve("comm")).strip());
    } catch (IOException e) {
      return "";
    }
  }

  private List<Path> threads() throws IOException {
    try (var all = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return all.toList();
    }
  }

  /** Returns a size of its memory, such as {@code VmRSS}, in MiB. */
  double memoryMebibytes(String key) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith(key + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
