package io.temper.bpf;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A promise that the scheduler stays in charge for a while after its process has died or left, with its
 * last configuration, so that the process that comes next takes it over without a gap.
 *
 * @param duration how long it goes on without a process, 15 s to 10 min
 * @param directory where the kernel is told to keep it: a directory of a bpffs that only its owner may
 *     enter. It is made if it is not there; what is above it must be.
 */
public record Lease(Duration duration, Path directory) {
  /** Where it is kept unless something else is said. */
  public static final Path DEFAULT_DIRECTORY = Path.of("/sys/fs/bpf/temper");

  private static final Duration LEAST = Duration.ofSeconds(15);
  private static final Duration MOST = Duration.ofMinutes(10);

  /**
   * Checks the duration and the directory.
   *
   * @throws IllegalArgumentException if the duration is out of range, or the directory no place of a lease
   */
  public Lease {
    if (duration.compareTo(LEAST) < 0 || duration.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("a lease of " + duration + " is out of range: choose "
          + LEAST + " to " + MOST + ", longer than your process needs to start again");
    }
    requireDirectory(directory);
  }

  /** Returns a directory that may be that of a lease. */
  static Path requireDirectory(Path directory) {
    if (!directory.isAbsolute() || directory.getFileName() == null) {
      throw new IllegalArgumentException("the directory of a lease '" + directory
          + "' is no absolute path below the root: choose one on a bpffs, as " + DEFAULT_DIRECTORY);
    }
    return directory;
  }

  /**
   * Creates a lease in the default directory.
   *
   * @param duration 15 s to 10 min
   * @return the lease
   * @throws IllegalArgumentException if it is out of range
   */
  public static Lease of(Duration duration) {
    return new Lease(duration, DEFAULT_DIRECTORY);
  }
}
