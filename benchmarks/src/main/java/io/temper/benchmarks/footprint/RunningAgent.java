package io.temper.benchmarks.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** Returns the CPU time of each of its threads so far, in milliseconds, by number and name. */
  Map<String, Double> cpuMillis() throws IOException {
    Map<String, Double> times = new TreeMap<>();
    for (Path thread : threads()) {
      try {
        String nanos = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
        String name = Files.readString(thread.resolve("comm")).strip();
        times.put(thread.getFileName() + " " + name, Double.parseDouble(nanos) / 1e6);
      } catch (NoSuchFileException e) {
        // It has ended.
      }
    }
    return times;
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
