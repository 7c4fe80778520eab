package io.temper.bpf.internal.lib;

import java.util.Map;

/**
 * Names of error numbers, as {@code errno(3)} and {@code libbpf.h} have them. Linux on x86-64 and
 * aarch64 uses the generic numbers; libbpf adds its own from 4000 on.
 */
public final class Errno {
  /** Operation not permitted. */
  public static final int EPERM = 1;

  /** No such file, map key or program. */
  public static final int ENOENT = 2;

  /** No such process; libbpf also says so of a kernel function that it cannot find. */
  public static final int ESRCH = 3;

  /** Bad file descriptor. */
  public static final int EBADF = 9;

  /** Held by another one, for now. */
  public static final int EAGAIN = 11;

  /** Permission denied. */
  public static final int EACCES = 13;

  /** Device or resource busy: another scheduler is attached. */
  public static final int EBUSY = 16;

  /** Invalid argument. */
  public static final int EINVAL = 22;

  /** No space left: the verifier's log did not fit. */
  public static final int ENOSPC = 28;

  private static final Map<Integer, String> NAMES = Map.ofEntries(
      Map.entry(EPERM, "EPERM"),
      Map.entry(ENOENT, "ENOENT"),
      Map.entry(ESRCH, "ESRCH"),
      Map.entry(4, "EINTR"),
      Map.entry(5, "EIO"),
      Map.entry(7, "E2BIG"),
      Map.entry(8, "ENOEXEC"),
      Map.entry(EBADF, "EBADF"),
      Map.entry(EAGAIN, "EAGAIN"),
      Map.entry(12, "ENOMEM"),
      Map.entry(EACCES, "EACCES"),
      Map.entry(14, "EFAULT"),
      Map.entry(EBUSY, "EBUSY"),
      Map.entry(17, "EEXIST"),
      Map.entry(19, "ENODEV"),
      Map.entry(EINVAL, "EINVAL"),
      Map.entry(23, "ENFILE"),
      Map.entry(24, "EMFILE"),
      Map.entry(27, "EFBIG"),
      Map.entry(ENOSPC, "ENOSPC"),
      Map.entry(34, "ERANGE"),
      Map.entry(38, "ENOSYS"),
      Map.entry(61, "ENODATA"),
      Map.entry(75, "EOVERFLOW"),
      Map.entry(95, "EOPNOTSUPP"),
      Map.entry(110, "ETIMEDOUT"),
      Map.entry(524, "ENOTSUPP"),
      Map.entry(4000, "LIBBPF_ERRNO__LIBELF"),
      Map.entry(4001, "LIBBPF_ERRNO__FORMAT"),
      Map.entry(4002, "LIBBPF_ERRNO__KVERSION"),
      Map.entry(4003, "LIBBPF_ERRNO__ENDIAN"),
      Map.entry(4004, "LIBBPF_ERRNO__INTERNAL"),
      Map.entry(4005, "LIBBPF_ERRNO__RELOC"),
      Map.entry(4006, "LIBBPF_ERRNO__LOAD"),
      Map.entry(4007, "LIBBPF_ERRNO__VERIFY"),
      Map.entry(4008, "LIBBPF_ERRNO__PROG2BIG"),
      Map.entry(4009, "LIBBPF_ERRNO__KVER"),
      Map.entry(4010, "LIBBPF_ERRNO__PROGTYPE"));

  private Errno() {}

  /** Returns the symbolic name of {@code errno}, or {@code errno N} for one without a name here. */
  public static String nameOf(int errno) {
    return NAMES.getOrDefault(errno, "errno " + errno);
  }
}
