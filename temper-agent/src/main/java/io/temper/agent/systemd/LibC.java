package io.temper.agent.systemd;

import com.sun.jna.Library;
import org.jspecify.annotations.NullUnmarked;

/**
 * The functions of the C library that send a datagram. Results are -1 on failure with errno set. The
 * numbers below are the same on every architecture that Temper runs on.
 */
@NullUnmarked
interface LibC extends Library {
  /** {@code AF_UNIX}. */
  int AF_UNIX = 1;

  /** {@code SOCK_DGRAM}. */
  int SOCK_DGRAM = 2;

  /** {@code SOCK_CLOEXEC}. */
  int SOCK_CLOEXEC = 0x80000;

  /** {@code MSG_DONTWAIT}. */
  int MSG_DONTWAIT = 0x40;

  /** {@code MSG_NOSIGNAL}. */
  int MSG_NOSIGNAL = 0x4000;

  int socket(int domain, int type, int protocol);

  long sendto(int fd, byte[] data, long length, int flags, byte[] address, int addressLength);

  int close(int fd);
}
