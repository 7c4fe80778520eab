package io.temper.agent.systemd;

import com.sun.jna.Native;
import io.temper.TemperException;
import java.nio.charset.StandardCharsets;

/**
 * The socket at which a service manager listens to one of its services. Sending never waits: what a
 * manager that is busy does not take is for the caller to send again.
 */
final class NotifySocket implements AutoCloseable {
  /** The two numbers of "try again" that a full queue gives. */
  private static final int EAGAIN = 11;

  private static final int ENOBUFS = 105;

  private final String name;
  private final byte[] address;
  private final LibC libc;
  private final int fd;
  private boolean closed;

  /**
   * Opens a socket to send from.
   *
   * @param name where the manager listens, as {@code NOTIFY_SOCKET} says it
   * @throws TemperException if that is no address, or there is no socket to be had
   */
  NotifySocket(String name) {
    this.name = name;
    try {
      this.address = UnixAddress.of(name);
      this.libc = Native.load("c", LibC.class);
    } catch (IllegalArgumentException | LinkageError e) {
      throw new TemperException("NOTIFY_SOCKET: " + e.getMessage(), e);
    }
    this.fd = libc.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0);
    if (fd < 0) {
      throw failed("socket", Native.getLastError());
    }
  }

  /**
   * Sends one message.
   *
   * @param message assignments, one a line
   * @return whether it was taken; false if the manager is busy, or this is closed
   * @throws TemperException if it can never be taken, such as where nobody listens
   */
  synchronized boolean send(String message) {
    if (closed) {
      return false;
    }
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    long sent = libc.sendto(
        fd, bytes, bytes.length, LibC.MSG_DONTWAIT | LibC.MSG_NOSIGNAL, address, address.length);
    if (sent >= 0) {
      return true;
    }
    int errno = Native.getLastError();
    if (errno == EAGAIN || errno == ENOBUFS) {
      return false;
    }
    throw failed("sendto", errno);
  }

  private TemperException failed(String call, int errno) {
    return new TemperException("the service manager at " + name + " cannot be told: " + call
        + " failed with errno " + errno + "; start the agent without NOTIFY_SOCKET, or as a unit of"
        + " Type=notify");
  }

  @Override
  public synchronized void close() {
    // Once: the number may be somebody else's by the second time.
    if (!closed) {
      closed = true;
      libc.close(fd);
    }
  }
}
