package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that hold what is expected. After a wanted change run the test with {@code GOLDEN_WRITE=true} in the
 * environment and review the difference.
 */
final class Golden {
  private Golden() {}

  static void assertMatches(Path file, String text) throws IOException {
    if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    }
    assertThat(text).as("%s", file).isEqualTo(Files.readString(file));
  }
}
