package io.temper.agent.demo.node;

import io.temper.TemperException;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process inside a container's cgroup. Its error output goes to a log file whose tail tells why
 * it ended. Closing kills it. For one thread.
 */
public final class PodProcess implements AutoCloseable {
  private static final int TAIL_LINES = 15;
  // A shell puts itself into the cgroup before it becomes the program, so no thread of the program
  // ever runs outside.
  private static final String ENTER = "echo $$ > \"$0\" && exec \"$@\"";

  private final String name;
  private final Process process;
  private final Path log;

  private PodProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program.
   *
   * @param name for messages
   * @param files the cgroup file system
   * @param container the cgroup to run in
   * @param command program and arguments
   * @param folder where the log goes
   */
  public static PodProcess start(
      String name, CgroupFiles files, CgroupPath container, List<String> command, Path folder) {
    var line = new ArrayList<>(List.of("sh", "-c", ENTER));
    line.add(files.locate(container, "cgroup.procs"));
    line.addAll(command);
    Path log = folder.resolve(name + ".log");
    try {
      Process process = new ProcessBuilder(line)
          .directory(folder.toFile())
          .redirectError(log.toFile())
          .start();
      return new PodProcess(name, process, log);
    } catch (IOException e) {
      throw new TemperException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /** Returns the name given at the start. */
  String name() {
    return name;
  }

  /** Returns the process id. */
  public long pid() {
    return process.pid();
  }

  /** Returns the process with its standard streams. */
  Process process() {
    return process;
  }

  /**
   * Checks that the program runs.
   *
   * @throws TemperException with the end of its log if it does not
   */
  public void check() {
    if (!process.isAlive()) {
      throw failed("ended with exit code " + process.exitValue(), null);
    }
  }

  /**
   * Waits for the end of a program that ends by itself.
   *
   * @return what it wrote to its standard output
   * @throws TemperException if it failed, with the end of its log
   */
  public String output() {
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw failed("failed with exit code " + process.exitValue() + ": " + output.strip(), null);
      }
      return output;
    } catch (IOException e) {
      throw failed("gives no output", e);
    } catch (InterruptedException e) {
      throw new TemperException("interrupted while " + name + " ran", e);
    }
  }

  /** Returns an exception that says what happened, with the end of the log. */
  TemperException failed(String what, @Nullable Throwable cause) {
    return new TemperException(name + " " + what + tail(), cause);
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return last.isEmpty()
          ? "; it logged nothing"
          : "; the end of its log:\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "; its log cannot be read: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        throw new TemperException(name + " (process " + pid() + ") did not die within 5 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
