package io.temper.linux;

import io.temper.TemperException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The host did not tell what was asked: a file of the kernel is missing where it must be, refuses to
 * be read, or holds something unexpected. A file that vanishes while a cgroup or CPU goes away is
 * normal and never reported so.
 */
public final class HostReadException extends TemperException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  HostReadException(Path path, String problem, String remedy, @Nullable Throwable cause) {
    super(path + ": " + problem + "; " + remedy, cause);
    this.path = path;
  }

  /**
   * Returns the file or directory.
   *
   * @return the path that was read
   */
  public Path path() {
    return path;
  }
}
