package io.temper.bpf.internal.lib;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The pins of {@link FakeLibbpf}: plain files whose paths stand for what they keep, and the locks of
 * directories. As in the kernel, the scheduler ends once neither a process nor a file keeps its link.
 */
public final class FakePins {
  private final FakeLibbpf libbpf;
  private final Map<String, Integer> kept = new HashMap<>();
  private final Map<Integer, String> opened = new HashMap<>();
  private final Map<String, Integer> locks = new HashMap<>();
  private volatile boolean linkIsOpen;

  FakePins(FakeLibbpf libbpf) {
    this.libbpf = libbpf;
  }

  /** Descriptors of what is kept, by path. */
  public synchronized Map<String, Integer> kept() {
    return Map.copyOf(kept);
  }

  /** Does what the kernel does when the process dies: nothing is open, and no lock held, any more. */
  public synchronized void killProcess() {
    locks.clear();
    closeLink();
  }

  synchronized int pin(int fd, String path) {
    try {
      Files.createFile(Path.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    kept.put(path, fd);
    return 0;
  }

  /** What a file keeps has its old descriptor here, so that elements and memory are found. */
  synchronized int get(String path) {
    var fd = kept.get(path);
    if (fd == null || !Files.exists(Path.of(path))) {
      return -Errno.ENOENT;
    }
    libbpf.open.add(fd);
    return fd;
  }

  synchronized void linkOpened() {
    linkIsOpen = true;
  }

  /** Returns whether it ended the scheduler. */
  boolean closeLink() {
    linkIsOpen = false;
    var file = linkFile();
    if (file == null || !Files.exists(file)) {
      return true;
    }
    awaitRemoval(file);
    return false;
  }

  private synchronized @Nullable Path linkFile() {
    return kept.keySet().stream()
        .filter(path -> path.endsWith("/link"))
        .map(Path::of)
        .filter(Files::exists)
        .findFirst()
        .orElse(null);
  }

  /** The kernel lets go in the background. */
  private void awaitRemoval(Path file) {
    var thread = new Thread(() -> {
      while (Files.exists(file)) {
        LockSupport.parkNanos(1_000_000);
      }
      endUnlessOpen();
    });
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized void endUnlessOpen() {
    if (!linkIsOpen && libbpf.attached) {
      libbpf.attached = false;
      libbpf.onDetach.run();
    }
  }

  synchronized int open(String path, int fd) {
    if (!Files.isDirectory(Path.of(path))) {
      libbpf.errno = Errno.ENOENT;
      return -1;
    }
    opened.put(fd, path);
    return fd;
  }

  synchronized int lock(int fd) {
    if (locks.putIfAbsent(opened.getOrDefault(fd, ""), fd) != null) {
      libbpf.errno = Errno.EAGAIN;
      return -1;
    }
    return 0;
  }

  synchronized void closed(int fd) {
    locks.values().remove(fd);
    opened.remove(fd);
  }

  static int describe(int fd, int valueSize, Pointer info, IntByReference length) {
    info.setInt(4, fd);
    info.setInt(12, valueSize);
    info.setInt(16, 256);
    return length.getValue() > 0 ? 0 : -Errno.EINVAL;
  }
}
