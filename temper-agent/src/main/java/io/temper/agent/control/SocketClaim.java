package io.temper.agent.control;

import io.temper.TemperException;
import io.temper.agent.report.input.InputException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The right to serve a control socket: at most one process has it. It is a lock on a file beside the
 * socket, which ends with the process, so of two agents that start at the same instant one is refused. The
 * file itself stays: two processes could lock it if it were removed and made again.
 */
public final class SocketClaim implements AutoCloseable {
  private final Path socket;
  private final FileChannel file;

  private SocketClaim(Path socket, FileChannel file) {
    this.socket = socket;
    this.file = file;
  }

  /**
   * Takes it, and removes the socket that a killed agent left.
   *
   * @param socket where it is; its folder is made if it is not there
   * @return the claim, to be closed by the caller
   * @throws InputException if another agent has it, or the path cannot be a socket's
   * @throws TemperException if it cannot be taken
   */
  public static SocketClaim take(Path socket) {
    SocketPlace.requireFits(socket);
    try {
      Files.createDirectories(SocketPlace.folderOf(socket));
      var claim = new SocketClaim(socket, locked(socket));
      claim.removeLeftOver();
      return claim;
    } catch (IOException | UnsupportedOperationException e) {
      throw cannotOpen(socket, e);
    }
  }

  static TemperException cannotOpen(Path socket, Exception why) {
    return new TemperException(
        "cannot open the control socket " + socket + ": " + why
            + "; choose a place that this user may write to",
        why);
  }

  Path socket() {
    return socket;
  }

  private static FileChannel locked(Path socket) throws IOException {
    var file = FileChannel.open(
        socket.resolveSibling(socket.getFileName() + ".lock"),
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      FileLock lock = file.tryLock();
      if (lock == null) {
        throw another(socket);
      }
      return file;
    } catch (OverlappingFileLockException e) {
      file.close();
      throw another(socket);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** A socket that nobody serves is what a killed agent left; anything else is somebody's. */
  private void removeLeftOver() throws IOException {
    try {
      if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
        requireDead();
        Files.delete(socket);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void requireDead() throws IOException {
    var attributes =
        Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isOther()) {
      throw new InputException(socket + " is there and is no socket: remove it, or give the agent"
          + " another control socket");
    }
    try {
      SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
    } catch (ConnectException e) {
      // Refused: the one thing that a socket without a process does. Else it may be somebody's.
      return;
    }
    throw another(socket);
  }

  private static InputException another(Path socket) {
    return new InputException("another agent serves " + socket
        + ": stop it first, or give this one a control socket of its own");
  }

  /** Gives it up. May be repeated; never throws. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // The process's end gives it up at the latest.
    }
  }
}
