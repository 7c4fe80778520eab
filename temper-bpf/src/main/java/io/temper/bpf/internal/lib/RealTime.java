package io.temper.bpf.internal.lib;

import com.sun.jna.Memory;
import io.temper.bpf.BpfException;
import java.util.function.IntSupplier;

/** The real-time class of the kernel's schedulers, for threads of this process. */
final class RealTime {
  private static final int SCHED_FIFO = 1;
  private static final int LOWEST_PRIORITY = 1;
  private static final int RLIMIT_RTPRIO = 14;
  private static final long SOFT = 0;
  private static final long HARD = 8;

  private final LibC libc;
  private final IntSupplier lastErrno;

  RealTime(LibC libc, IntSupplier lastErrno) {
    this.libc = libc;
    this.lastErrno = lastErrno;
  }

  /**
   * Makes the calling thread a real-time one, of the lowest priority. Needs CAP_SYS_NICE, or
   * CAP_SYS_RESOURCE to raise the limit that stands for it; the limit is as before afterwards.
   *
   * @return whether the kernel allows it
   */
  boolean enter() {
    if (setFifo()) {
      return true;
    }
    try (var before = new Memory(16);
        var raised = new Memory(16)) {
      if (libc.getrlimit(RLIMIT_RTPRIO, before) != 0) {
        return false;
      }
      raised.setLong(SOFT, LOWEST_PRIORITY);
      raised.setLong(HARD, atLeast(LOWEST_PRIORITY, before.getLong(HARD)));
      if (libc.setrlimit(RLIMIT_RTPRIO, raised) != 0) {
        return false;
      }
      try {
        return setFifo();
      } finally {
        libc.setrlimit(RLIMIT_RTPRIO, before);
      }
    }
  }

  /** Limits are unsigned: the largest means none. */
  private static long atLeast(long least, long limit) {
    return Long.compareUnsigned(limit, least) < 0 ? least : limit;
  }

  private boolean setFifo() {
    try (var priority = new Memory(Integer.BYTES)) {
      priority.setInt(0, LOWEST_PRIORITY);
      // Not the C library's function of that name: musl's asks the kernel for nothing.
      long result = libc.syscall(setSchedulerNumber(), 0, SCHED_FIFO, priority);
      int errno = lastErrno.getAsInt();
      if (result != 0 && errno != Errno.EPERM) {
        throw new BpfException(
            "sched_setscheduler", errno, Errno.nameOf(errno), "the thread that attaches", "");
      }
      return result == 0;
    }
  }

  private static long setSchedulerNumber() {
    return Architecture.current().equals("aarch64") ? 119 : 144;
  }
}
