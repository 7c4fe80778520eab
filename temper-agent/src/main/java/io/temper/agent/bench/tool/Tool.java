package io.temper.agent.bench.tool;

import java.nio.file.Path;
import java.util.List;

/** A program that does one kind of scheduling work as fast as it can, and its command line. */
public enum Tool {
  /** Many senders and receivers in one process that wake each other up through pipes. */
  HACKBENCH("hackbench", "hackbench, threads and pipes", "message") {
    @Override
    public List<String> command(Path folder, int seconds) {
      return List.of(
          "hackbench",
          "--threads",
          "--pipe",
          "--groups",
          "1",
          "--fds",
          Integer.toString(HackbenchOutput.SENDERS),
          "--loops",
          Integer.toString(HackbenchOutput.LOOPS));
    }

    @Override
    public Work read(String output, Path folder) {
      return HackbenchOutput.parse(output);
    }
  },
  /** Two processes, one of which always waits for the other at a pipe. */
  PIPE("pipe", "ping-pong over a pipe", "hand-over") {
    @Override
    public List<String> command(Path folder, int seconds) {
      return StressOutput.command(
          folder, seconds, List.of("--switch", "1", "--switch-method", "pipe"));
    }

    @Override
    public Work read(String output, Path folder) {
      return StressOutput.read(folder);
    }
  },
  /** Four processes that fork children which end at once. */
  FORK("fork", "fork storm", "fork") {
    @Override
    public List<String> command(Path folder, int seconds) {
      return StressOutput.command(folder, seconds, List.of("--fork", "4"));
    }

    @Override
    public Work read(String output, Path folder) {
      return StressOutput.read(folder);
    }
  };

  private final String id;
  private final String label;
  private final String operation;

  Tool(String id, String label, String operation) {
    this.id = id;
    this.label = label;
    this.operation = operation;
  }

  /** Returns the name on the command line and in the report. */
  public String id() {
    return id;
  }

  /** Returns the name shown to people. */
  public String label() {
    return label;
  }

  /** Returns what one operation is, in the singular. */
  public String operation() {
    return operation;
  }

  /**
   * Returns the command line.
   *
   * @param folder where it may leave a file
   * @param seconds how long it runs; hackbench runs for as long as its messages take
   */
  public abstract List<String> command(Path folder, int seconds);

  /**
   * Returns what the program did.
   *
   * @param output its standard output
   * @param folder the folder given to {@link #command}
   * @throws io.temper.TemperException if it does not say so
   */
  public abstract Work read(String output, Path folder);
}
