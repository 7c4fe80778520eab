package io.temper.agent.control;

import io.temper.agent.report.input.InputException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket at its place in the file system, put there whole and taken away by whoever put it there.
 *
 * @param path where it is
 * @param channel listens at it
 * @param key by which it is told from a socket that somebody else puts there later
 */
record SocketPlace(
    Path path, ServerSocketChannel channel, @Nullable Object key) {
  private static final Logger LOG = LoggerFactory.getLogger(SocketPlace.class);

  /** The kernel has room for 108 bytes with the NUL at their end, and Java leaves one of them alone. */
  private static final int LONGEST = 106;

  /** What {@link #hiddenFolder} makes a path longer than its folder's. */
  private static final int HIDDEN = "/.zz/s".length();

  private static final int FOLDERS = 36 * 36;
  private static final int TRIES = 100;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Refuses a path that a socket cannot have.
   *
   * @throws InputException with the limit
   */
  static void requireFits(Path path) {
    int length = lengthOf(path);
    int least = lengthOf(folderOf(path)) + HIDDEN;
    if (Math.max(length, least) > LONGEST) {
      throw new InputException("the path of the control socket, " + path + ", has " + length
          + " bytes, and that of a socket has room for " + LONGEST + ", of which " + HIDDEN
          + " must be left after its folder: choose a shorter one");
    }
  }

  /** Listens; bound in a folder that is nobody else's, so that at no moment anybody else may connect. */
  static SocketPlace open(Path path) throws IOException {
    Path folder = hiddenFolder(folderOf(path));
    Path made = folder.resolve("s");
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(made));
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Object key = keyOf(made);
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
      return new SocketPlace(path, server, key);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    } finally {
      Files.deleteIfExists(made);
      Files.delete(folder);
    }
  }

  /** Takes the socket away, unless another one is there by now. */
  void remove() {
    try {
      if (key != null && key.equals(keyOf(path))) {
        Files.delete(path);
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be removed", path, e);
    }
  }

  static Path folderOf(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null ? Path.of("/") : folder;
  }

  /** The kernel gives a file that is made anew the number of one that was removed, so time counts. */
  private static @Nullable Object keyOf(Path path) throws IOException {
    var attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Object number = attributes.fileKey();
    return number == null ? null : number + " made at " + attributes.lastModifiedTime();
  }

  /** Its name is short, so that a path that fits is not made too long on the way. */
  private static Path hiddenFolder(Path in) throws IOException {
    var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    for (int i = 1; ; i++) {
      String name = "." + Integer.toString(RANDOM.nextInt(FOLDERS), 36);
      try {
        return Files.createDirectory(in.resolve(name), owners);
      } catch (FileAlreadyExistsException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private static int lengthOf(Path path) {
    return path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
