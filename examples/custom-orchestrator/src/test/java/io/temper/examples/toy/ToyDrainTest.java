package io.temper.examples.toy;

import io.temper.spi.SafeModeSource;
import io.temper.testkit.SafeModeSourceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ToyDrainTest extends SafeModeSourceContract {
  @TempDir
  private Path platform;

  private Path file() {
    return platform.resolve("drain");
  }

  @Override
  protected SafeModeSource source() {
    return new ToyDrain(file());
  }

  @Override
  protected void asks() {
    try {
      Files.deleteIfExists(file());
      Files.writeString(file(), "upgrade\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void withdraws() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that cannot be read, whoever tries: a folder. */
  @Override
  protected void breaks() {
    try {
      Files.deleteIfExists(file());
      Files.createDirectory(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
