package io.temper.runtime.usage;

import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.runtime.input.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A file with a {@link UsageCheckpoint}.
 *
 * @param path where it is
 */
public record UsageCheckpointFile(Path path) {
  /** What it is called in the state directory. */
  public static final String NAME = "usage.history";

  /** More than a hundred thousand containers take; a larger file was written by somebody else. */
  private static final long MOST_BYTES = 1L << 30;

  /**
   * Reads the file.
   *
   * @return the histories; none if there is no file yet
   * @throws IOException if the file cannot be read: what it holds is not known
   * @throws CheckpointException if the file is no checkpoint
   */
  public NavigableMap<ContainerId, UsageHistory> readIfThere() throws IOException {
    try {
      return decoded();
    } catch (NoSuchFileException e) {
      return new TreeMap<>();
    }
  }

  /**
   * Reads a file that has to be there.
   *
   * @return the histories
   * @throws CheckpointException if the file is not there, cannot be read, or is no checkpoint
   */
  public NavigableMap<ContainerId, UsageHistory> read() {
    try {
      return decoded();
    } catch (IOException e) {
      var problem = ReadProblem.of(path, e, "give the name of a file that 'temper run' wrote");
      throw new CheckpointException(path.toString(), problem, e);
    }
  }

  /**
   * Replaces the file. Written beside it and renamed, so that a full disk leaves the one before.
   *
   * @param histories what to keep
   * @throws IOException if it cannot be written
   */
  public void write(Map<ContainerId, UsageHistory> histories) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Files.write(next, UsageCheckpoint.encode(histories));
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private NavigableMap<ContainerId, UsageHistory> decoded() throws IOException {
    return UsageCheckpoint.decode(path.toString(), bytes());
  }

  private byte[] bytes() throws IOException {
    if (Files.size(path) > MOST_BYTES) {
      throw new CheckpointException(path.toString(), "it is too large for a checkpoint", null);
    }
    return Files.readAllBytes(path);
  }
}
