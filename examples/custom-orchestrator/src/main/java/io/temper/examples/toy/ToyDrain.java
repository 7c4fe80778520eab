package io.temper.examples.toy;

import io.temper.TemperException;
import io.temper.spi.SafeModeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the platform drains this node: by a file that holds the reason.
 *
 * @param file where
 */
record ToyDrain(Path file) implements SafeModeSource {
  @Override
  public Optional<Request> asked() {
    try {
      return Optional.of(new Request("the toy platform", Files.readString(file).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new TemperException("cannot tell whether " + file + " is there: " + e, e);
    }
  }
}
