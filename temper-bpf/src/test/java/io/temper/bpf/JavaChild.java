package io.temper.bpf;

import io.temper.testkit.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Programs of the tests in a JVM of their own. */
final class JavaChild {
  private JavaChild() {}

  /** Starts a program; {@code prefix} is a command that runs it, such as taskset. */
  static Process start(List<String> prefix, Class<?> program, String... arguments) {
    var command = new ArrayList<>(prefix);
    var java = JavaProgram.command(program, arguments);
    java.add(1, "-Dtemper.libbpf=" + System.getProperty("temper.libbpf", "bundled"));
    command.addAll(java);
    try {
      return new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the next line of what the program prints. */
  static String line(Process child) {
    BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
    try {
      return String.valueOf(lines.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
