package io.temper.bpf.internal.lib;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The C library beside {@link FakeLibbpf}: maps memory that the fake knows by the name "mmap" and more. */
final class FakeLibC implements LibC {
  private final FakeLibbpf libbpf;

  FakeLibC(FakeLibbpf libbpf) {
    this.libbpf = libbpf;
  }

  @Override
  public Pointer mmap(
      @Nullable Pointer address, long length, int protection, int flags, int fd, long at) {
    libbpf.calls.add("mmap");
    Integer failure = libbpf.failures.get("mmap");
    if (failure != null) {
      libbpf.errno = -failure;
      return new Pointer(-1);
    }
    String name = libbpf.mappedName(fd);
    Memory memory = libbpf.memory.get(name);
    // A page's worth is asked for, however short the memory is.
    return memory != null && (memory.size() >= length || name.startsWith("."))
        ? memory
        : libbpf.addMemory(name, length);
  }

  @Override
  public int munmap(Pointer address, long length) {
    libbpf.calls.add("munmap");
    return 0;
  }

  @Override
  public int close(int fd) {
    libbpf.closeFd(fd);
    return 0;
  }

  @Override
  public int open(String path, int flags) {
    return libbpf.openDirectory(path);
  }

  @Override
  public int flock(int fd, int operation) {
    return libbpf.pins.lock(fd);
  }

  /** Threads up to {@link FakeLibbpf#HIGHEST_THREAD} are there. */
  @Override
  public long syscall(long number, long first, long second) {
    if (first <= 0 || first > FakeLibbpf.HIGHEST_THREAD) {
      libbpf.errno = Errno.ESRCH;
      return -1;
    }
    return libbpf.openThread((int) first);
  }

  /** Makes a thread real-time if the limit allows it. */
  @Override
  public long syscall(long number, long first, long second, Pointer third) {
    libbpf.calls.add("sched_setscheduler");
    Integer failure = libbpf.failures.get("sched_setscheduler");
    if (failure == null && libbpf.realTimeLimit >= third.getInt(0)) {
      return 0;
    }
    libbpf.errno = failure == null ? Errno.EPERM : -failure;
    return -1;
  }

  @Override
  public int clock_getres(int clock, Pointer resolution) {
    resolution.setLong(0, libbpf.coarseNanos / 1_000_000_000);
    resolution.setLong(Long.BYTES, libbpf.coarseNanos % 1_000_000_000);
    return 0;
  }

  @Override
  public int getrlimit(int resource, Pointer limits) {
    limits.setLong(0, libbpf.realTimeLimit);
    limits.setLong(Long.BYTES, libbpf.realTimeLimit);
    return 0;
  }

  @Override
  public int setrlimit(int resource, Pointer limits) {
    if (limits.getLong(Long.BYTES) > libbpf.realTimeLimit && !libbpf.mayRaiseLimits) {
      libbpf.errno = Errno.EPERM;
      return -1;
    }
    libbpf.calls.add("setrlimit " + limits.getLong(0));
    libbpf.realTimeLimit = limits.getLong(0);
    return 0;
  }

  @Override
  public int vsnprintf(Pointer buffer, long size, Pointer format, Pointer arguments) {
    return 0;
  }
}
