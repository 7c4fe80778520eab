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

  /** What is wrong with it. */
  private final String problem;

  /** What to do about it. */
  private final String remedy;

  HostReadException(Path path, String problem, String remedy, @Nullable Throwable cause) {
    super(path + ": " + problem + "; " + remedy, cause);
    this.path = path;
    this.problem = problem;
    this.remedy = remedy;
  }

  /**
   * Returns the file or directory.
   *
   * @return the path that was read
   */
  public Path path() {
    return path;
  }

  /**
   * Returns what is wrong with it.
   *
   * @return a part of a sentence
   */
  public String problem() {
    return problem;
  }

  /**
   * Returns what to do about it.
   *
   * @return a part of a sentence
   */
  public String remedy() {
    return remedy;
  }
}
