package io.temper.bpf.internal.lib;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the C library that libbpf leaves to its user: mapping a map's memory, closing
 * the descriptors of maps that belong to no object, opening descriptors of threads, making a thread
 * real-time, the length of a tick, locking directories, and rendering libbpf's log lines.
 *
 * <p>Integer results are -1 on failure with errno set; {@code mmap} returns the address -1.
 */
@NullUnmarked
public interface LibC extends Library {

  /** {@code PROT_READ}. */
  int PROT_READ = 1;

  /** {@code PROT_WRITE}. */
  int PROT_WRITE = 2;

  /** {@code MAP_SHARED}. */
  int MAP_SHARED = 1;

  Pointer mmap(@Nullable Pointer address, long length, int protection, int flags, int fd, long at);

  int munmap(Pointer address, long length);

  int close(int fd);

  /** {@code open(2)} of what is there; it makes nothing, so it needs no mode. */
  int open(String path, int flags);

  int flock(int fd, int operation);

  /** {@code syscall(2)} with two arguments, for what older C libraries have no name of. */
  long syscall(long number, long first, long second);

  /** {@code syscall(2)} with three arguments. */
  long syscall(long number, long first, long second, Pointer third);

  /** {@code struct rlimit} is two unsigned 64-bit numbers, what holds and what may be set. */
  int getrlimit(int resource, Pointer limits);

  int setrlimit(int resource, Pointer limits);

  /** {@code struct timespec} is two 64-bit numbers, seconds and nanoseconds. */
  int clock_getres(int clock, Pointer resolution);

  int vsnprintf(Pointer buffer, long size, Pointer format, Pointer arguments);
}
