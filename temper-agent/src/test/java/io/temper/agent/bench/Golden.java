package io.temper.agent.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the programs and the kernel of a lab guest (6.18.15, two CPUs) really printed. */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/io/temper/agent/bench");

  private Golden() {}

  /** Returns the text of a file. */
  public static String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
