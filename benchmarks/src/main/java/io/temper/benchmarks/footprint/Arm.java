package io.temper.benchmarks.footprint;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One way to start Temper.
 *
 * @param name for the table
 * @param launcher the command
 */
record Arm(String name, Path launcher) {

  /** Reads {@code NAME=LAUNCHER}. */
  static Arm parse(String text) {
    int sign = text.indexOf('=');
    if (sign < 1) {
      throw new IllegalArgumentException("'" + text + "' is no arm: give NAME=LAUNCHER");
    }
    Path launcher = Path.of(text.substring(sign + 1)).toAbsolutePath();
    if (!Files.isExecutable(launcher)) {
      throw new IllegalArgumentException(launcher + " cannot be executed");
    }
    return new Arm(text.substring(0, sign), launcher);
  }
}
