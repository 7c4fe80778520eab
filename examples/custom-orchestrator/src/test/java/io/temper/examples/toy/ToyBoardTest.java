package io.temper.examples.toy;

import io.temper.spi.StatusSink;
import io.temper.testkit.StatusSinkContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class ToyBoardTest extends StatusSinkContract {
  @TempDir
  private Path platform;

  private Path draft() {
    return platform.resolve("board.new");
  }

  @Override
  protected StatusSink sink() {
    return new ToyBoard(platform.resolve("board"));
  }

  @Override
  protected Optional<String> shown() {
    try {
      return Files.exists(platform.resolve("board"))
          ? Files.readAllLines(platform.resolve("board")).stream().findFirst()
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in the way of a file is a folder. */
  @Override
  protected void breaks() {
    try {
      Files.createDirectory(draft());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void heals() {
    try {
      Files.delete(draft());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
