package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares output with a file of the test resources. After a wanted change run the tests with {@code
 * GOLDEN_WRITE=true} in the environment and review the difference.
 */
public final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/io/temper/agent");

  private Golden() {}

  /** Asserts that {@code lines} are those of the file. */
  public static void assertMatches(String file, List<String> lines) {
    assertMatches(file, String.join("\n", lines) + "\n");
  }

  /** Asserts that {@code text} is that of the file. */
  public static void assertMatches(String file, String text) {
    var path = FOLDER.resolve(file);
    try {
      if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
        Files.writeString(path, text, StandardCharsets.UTF_8);
      }
      assertThat(text).isEqualTo(Files.readString(path, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
