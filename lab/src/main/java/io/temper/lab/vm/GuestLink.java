package io.temper.lab.vm;

import io.temper.lab.LabException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What ties a guest to this host while it runs: a network of its own, in which the host's loopback is 10.0.2.2,
 * and a virtio port named {@code temper.shell}, over which the host gives commands.
 *
 * @param forwardedPort of the host's loopback, forwarded to the same port of the guest; 1 to 65535
 * @param shell the socket of this host that is the other end of the virtio port; made by QEMU, in a folder that
 *     nobody else can enter
 */
public record GuestLink(int forwardedPort, Path shell) {
  private static final int LAST_PORT = 65_535;

  /** What fits into the address of a Unix socket, its end included. */
  private static final int SOCKET_BYTES = 108;

  /** Checks. */
  public GuestLink {
    if (forwardedPort < 1 || forwardedPort > LAST_PORT) {
      throw new LabException("a port is 1 to " + LAST_PORT + ", not " + forwardedPort);
    }
    if (shell.toString().getBytes(StandardCharsets.UTF_8).length >= SOCKET_BYTES) {
      throw new LabException("the path of a socket has less than " + SOCKET_BYTES + " bytes: "
          + shell + "; give a shorter TMPDIR");
    }
  }
}
