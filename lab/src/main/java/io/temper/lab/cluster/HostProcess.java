package io.temper.lab.cluster;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program of this host that runs for as long as this is open. It ends with this JVM. */
final class HostProcess implements AutoCloseable {
  private static final int LAST_LINES = 15;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread atExit;

  private HostProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.atExit = new Thread(process::destroyForcibly, "lab-kill-" + name);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts one.
   *
   * @param name its log is called so
   * @param argv the program and its arguments
   * @param folder its working folder, which gets its log
   */
  static HostProcess start(String name, List<String> argv, Path folder) {
    Path log = folder.resolve(name + ".log");
    try {
      Process process = new ProcessBuilder(argv)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
      return new HostProcess(name, log, process);
    } catch (IOException e) {
      throw new LabException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Waits until it does its work.
   *
   * @throws LabException if it ends, or does not begin in time; the message has its last lines
   */
  HostProcess await(Duration patience, BooleanSupplier ready) {
    boolean up = Waiting.until(patience, PAUSE, () -> ready.getAsBoolean() || !process.isAlive());
    if (!up || !process.isAlive()) {
      throw new LabException(name + " did not come up; its last lines:\n" + lastLines());
    }
    return this;
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is already ending and runs the hook itself.
      return;
    }
  }
}
