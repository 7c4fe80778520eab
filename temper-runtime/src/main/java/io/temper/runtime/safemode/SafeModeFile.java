package io.temper.runtime.safemode;

import io.temper.TemperException;
import io.temper.spi.SafeModeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file that asks for safe mode by being there, whatever is in it; its first line is the reason. What else
 * is in its place, such as a directory, asks as well. It outlives whoever is asked, and needs nothing but the
 * node itself.
 *
 * @param path where it is; absolute
 */
public record SafeModeFile(Path path) implements SafeModeSource {
  private static final int LONGEST_REASON = 500;
  private static final OpenOption[] OVERWRITE = {
    StandardOpenOption.WRITE,
    StandardOpenOption.CREATE,
    StandardOpenOption.TRUNCATE_EXISTING,
    LinkOption.NOFOLLOW_LINKS
  };

  /**
   * Looks whether it is there.
   *
   * @return the request; empty if it is not there
   * @throws TemperException if that cannot be told
   */
  @Override
  public Optional<Request> asked() {
    if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!isThere()) {
      throw new TemperException(
          "cannot tell whether " + path + " is there, which counts as if it were");
    }
    return Optional.of(new Request(owner(), reason()));
  }

  private boolean isThere() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean isPlainFile() {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private String owner() {
    try {
      // The number, since finding the name may ask a directory service that hangs.
      return "uid " + Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  /** Why it is there is worth knowing and nothing more: a file that cannot be read counts as well. */
  private String reason() {
    if (!isPlainFile()) {
      // Opening a pipe, or what a link leads to, may never return.
      return "";
    }
    try (var in = Files.newInputStream(path)) {
      var text = new String(in.readNBytes(LONGEST_REASON), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("").strip();
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  /**
   * Asks for safe mode. Where the reason cannot be written, as on a full disk, the file asks without it. What
   * else is there, such as a directory, a pipe or a link, is left as it is, for it asks as well.
   *
   * @param reason why; may be empty
   * @throws TemperException if the file cannot be made
   */
  public void create(String reason) {
    if (isThere() && !isPlainFile()) {
      // Opening a pipe may never return, and what a link leads to is not ours to overwrite.
      return;
    }
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(path, reason.isEmpty() ? "" : reason + "\n", OVERWRITE);
    } catch (IOException e) {
      if (isThere()) {
        return;
      }
      throw new TemperException(
          "cannot write " + path + ": " + e + "; make it by hand, as a user who may", e);
    }
  }

  /**
   * Withdraws what it asks for.
   *
   * @return whether it was there
   * @throws TemperException if it cannot be removed
   */
  public boolean remove() {
    try {
      return Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new TemperException(
          "cannot remove " + path + ": " + e + "; remove it by hand, as a user who may", e);
    }
  }
}
