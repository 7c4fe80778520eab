package io.temper.spring.node;

import io.temper.TemperException;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.safemode.SafeModeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file that asks for safe mode by being there.
 *
 * @param file where it is looked for
 * @param now the time of day
 */
record SafeModeFile(Path file, Supplier<Instant> now)
    implements Supplier<Optional<SafeModeRequest>> {

  @Override
  public Optional<SafeModeRequest> get() {
    try {
      Instant since = Files.readAttributes(file, BasicFileAttributes.class)
          .lastModifiedTime()
          .toInstant();
      return Optional.of(request(file + " is there", since));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new TemperException(
          file + " cannot be looked for (" + e + "): give this process access", e);
    }
  }

  /** What cannot be told counts as asking. */
  SafeModeRequest unclear(String why) {
    return request(why, now.get());
  }

  private static SafeModeRequest request(String reason, Instant since) {
    return new SafeModeRequest(SafeModeSource.FILE, "", reason, since);
  }
}
