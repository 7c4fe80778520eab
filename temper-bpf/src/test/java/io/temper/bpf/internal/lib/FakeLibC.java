package io.temper.bpf.internal.lib;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The C library beside {@link FakeLibbpf}: maps memory that the fake knows by the name "mmap". */
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
    Memory memory = libbpf.memory.get("mmap");
    return memory != null && memory.size() >= length ? memory : libbpf.addMemory("mmap", length);
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
  public int vsnprintf(Pointer buffer, long size, Pointer format, Pointer arguments) {
    return 0;
  }
}
