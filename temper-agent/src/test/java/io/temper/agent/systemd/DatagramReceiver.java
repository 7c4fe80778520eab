package io.temper.agent.systemd;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;

/** A real socket of the kind at which systemd listens to its services. For one thread. */
public final class DatagramReceiver implements AutoCloseable {
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int SECONDS = 30;

  /** What a receiver needs of the C library. */
  @NullUnmarked
  interface Receiving extends Library {
    int socket(int domain, int type, int protocol);

    int bind(int fd, byte[] address, int addressLength);

    int setsockopt(int fd, int level, int option, byte[] value, int length);

    long recv(int fd, byte[] data, long length, int flags);

    int close(int fd);
  }

  private final Receiving libc = Native.load("c", Receiving.class);
  private final int fd;
  private final List<String> heard = new ArrayList<>();

  /** Listens at a path, or at an abstract name after an {@code @}. */
  public DatagramReceiver(String name) {
    byte[] address = UnixAddress.of(name);
    this.fd = done(libc.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0));
    done(libc.bind(fd, address, address.length));
    byte[] timeout = new byte[16];
    ByteBuffer.wrap(timeout).order(ByteOrder.nativeOrder()).putLong(SECONDS);
    done(libc.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, timeout, timeout.length));
  }

  /** Returns the lines of the next message. */
  public List<String> next() {
    byte[] data = new byte[4096];
    long length = libc.recv(fd, data, data.length, 0);
    if (length < 0) {
      throw new AssertionError("heard nothing for " + SECONDS + " s, before that " + heard);
    }
    List<String> lines =
        new String(data, 0, (int) length, StandardCharsets.UTF_8).lines().toList();
    heard.addAll(lines);
    return lines;
  }

  /** Receives until a line is as wanted, and returns that. */
  public String await(Predicate<String> wanted) {
    while (true) {
      var found = next().stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  /** Returns all lines so far. */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  private static int done(int result) {
    if (result < 0) {
      throw new AssertionError("errno " + Native.getLastError());
    }
    return result;
  }

  @Override
  public void close() {
    libc.close(fd);
  }
}
