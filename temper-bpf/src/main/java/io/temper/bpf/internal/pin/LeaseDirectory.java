package io.temper.bpf.internal.pin;

import io.temper.bpf.LeaseUnreadableException;
import io.temper.bpf.internal.EffectiveUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory that a lease lives in, with one directory per scheduler in it. Only who owns it may enter:
 * who can open the files can change the scheduler.
 *
 * @param path where it is, on a bpffs
 */
public record LeaseDirectory(Path path) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Makes the directory if it is not there, but none above it.
   *
   * @throws IOException if it cannot be made, is another user's, or others may enter
   */
  public void prepare() throws IOException {
    if (!Files.isDirectory(path)) {
      make(path);
    }
    var owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!owner.toString().equals(EffectiveUser.id())) {
      throw new IOException("it belongs to user " + owner
          + ", who could keep this process from using it:" + " remove it, or name another one");
    }
    var permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IOException("its mode is " + PosixFilePermissions.toString(permissions)
          + ", so others than its owner may enter: chmod 0700 " + path);
    }
  }

  static void make(Path directory) throws IOException {
    Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
  }

  /**
   * Returns the directories of the schedulers that were left; none where there is no lease. Whatever else
   * is kept in the same place belongs to others.
   *
   * @throws LeaseUnreadableException if this process may not look, which is not the same as none
   */
  public List<Path> schedulers() {
    try {
      return children(path).stream().filter(LeaseDirectory::isScheduler).toList();
    } catch (UncheckedIOException e) {
      throw new LeaseUnreadableException(path.toString(), e.getCause());
    }
  }

  /** One that may not be entered is taken for one, so that ending it fails and is said. */
  private static boolean isScheduler(Path child) {
    return String.valueOf(child.getFileName()).matches("[0-9a-f]{16}")
        && !Files.isRegularFile(child);
  }

  /** Removes what keeps a scheduler, its link first. What is gone already is no failure. */
  public static void remove(Path scheduler) {
    delete(scheduler.resolve(Pins.LINK));
    children(scheduler).forEach(LeaseDirectory::delete);
    delete(scheduler);
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }

  static List<Path> children(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }
}
