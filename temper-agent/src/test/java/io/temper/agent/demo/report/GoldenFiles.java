package io.temper.agent.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares with files kept beside the tests. After a wanted change run the tests with {@code
 * GOLDEN_WRITE=true} in the environment and review the difference.
 */
final class GoldenFiles {
  private static final Path FOLDER = Path.of("src/test/resources/io/temper/agent/demo/report");

  private GoldenFiles() {}

  static void assertMatches(String name, String actual) {
    Path file = FOLDER.resolve(name);
    try {
      if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, actual);
      }
      assertThat(actual).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
