package io.temper.bpf.internal.lib;

import io.temper.bpf.BpfException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lock of a directory, which one process at a time holds. The kernel releases it when the process
 * dies, whatever the reason, and not when it is merely stopped. Needs read permission.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;
  private static final int O_RDONLY = 0;
  private static final int O_CLOEXEC = 0x80000;

  private final BpfCalls calls;
  private final int fd;
  private boolean closed;

  private DirectoryLock(BpfCalls calls, int fd) {
    this.calls = calls;
    this.fd = fd;
  }

  /**
   * Takes the lock of a directory.
   *
   * @return empty if another process holds it
   * @throws BpfException if the directory cannot be opened or locked
   */
  public static Optional<DirectoryLock> take(BpfCalls calls, Path directory) {
    var name = directory.toString();
    int fd = calls.libc().open(name, O_RDONLY | directoryFlag() | O_CLOEXEC);
    if (fd < 0) {
      throw failure("open", calls.lastErrno(), name);
    }
    if (calls.libc().flock(fd, LOCK_EX | LOCK_NB) == 0) {
      return Optional.of(new DirectoryLock(calls, fd));
    }
    int errno = calls.lastErrno();
    calls.closeFd(fd);
    if (errno == Errno.EAGAIN) {
      return Optional.empty();
    }
    throw failure("flock", errno, name);
  }

  /** {@code O_DIRECTORY}, one of the flags that Arm has its own number of. */
  private static int directoryFlag() {
    return Architecture.current().equals("aarch64") ? 0x4000 : 0x10000;
  }

  private static BpfException failure(String call, int errno, String object) {
    return new BpfException(call, errno, Errno.nameOf(errno), object, "");
  }

  /** Lets the next one take it. Repeatable. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      calls.closeFd(fd);
    }
  }
}
