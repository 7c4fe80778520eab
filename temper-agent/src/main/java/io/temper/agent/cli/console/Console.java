package io.temper.agent.cli.console;

import io.temper.agent.daemon.LogQueue;
import io.temper.agent.text.TextStyle;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The standard streams of a command, and the only way to them. Results go to standard output;
 * progress, notices and errors to standard error, so a pipe carries results only. Lines are UTF-8;
 * text for people is reduced to ASCII by its {@link TextStyle} where the locale asks for it.
 */
public final class Console {

  private final InputStream in;
  private final OutputStream out;
  private final OutputStream errors;
  private PrintStream err;
  private final Environment environment;

  /**
   * Creates a console.
   *
   * @param in standard input
   * @param out standard output
   * @param err standard error
   * @param environment what decides how text looks
   */
  public Console(InputStream in, OutputStream out, OutputStream err, Environment environment) {
    this.in = in;
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.errors = err;
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.environment = environment;
  }

  /** Returns the console of this process. */
  public static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Environment.ofProcess());
  }

  /** Returns standard input. */
  public InputStream in() {
    return in;
  }

  /** Returns whether standard output is a terminal. */
  public boolean isTerminal() {
    return environment.terminal();
  }

  /** Returns how text for people looks in {@code mode}. */
  public TextStyle style(ColorMode mode) {
    return environment.style(mode);
  }

  /**
   * Writes result lines.
   *
   * @throws UncheckedIOException if they cannot be written, for example to a full disk
   */
  public void print(List<String> lines) {
    try {
      for (var line : lines) {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes one result line; see {@link #print(List)}. */
  public void print(String line) {
    print(List.of(line));
  }

  /** Writes one line of progress, notice or error, after the program's name. */
  public void note(String line) {
    err.append("temper: ").append(style(ColorMode.NEVER).clean(line)).append('\n');
    err.flush();
  }

  /**
   * From now on makes nobody wait who writes to standard error, loggers included: for a command that must
   * go on whether anybody reads that or not.
   *
   * @return the queue that the lines go through
   */
  public LogQueue queueErrors() {
    var queue = new LogQueue(errors);
    err = new PrintStream(queue, true, StandardCharsets.UTF_8);
    System.setErr(err);
    return queue;
  }

  /** Writes the stack trace of {@code failure}: only what {@code --debug} asked for. */
  public void trace(Throwable failure) {
    failure.printStackTrace(err);
    err.flush();
  }

  /** Returns standard output for help texts, which are made of lines already. */
  public PrintWriter writer() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }
}
