package io.temper.linux;

import io.temper.node.CpuSet;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands the files that tell which threads, process and group belong together. */
final class ProcessFiles {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** The name in this file has its newlines escaped, so none can pretend to be such a line. */
  private static final Pattern PROCESS = Pattern.compile("(?m)^Tgid:\\t([1-9]\\d{0,8})$");

  private static final Pattern KERNEL_THREAD = Pattern.compile("(?m)^Kthread:\\t1$");

  private static final Pattern ALLOWED =
      Pattern.compile("(?m)^Cpus_allowed_list:\\t(\\S{1,9999})$");

  private static final String UNIFIED = "0::";
  private static final String REMOVED = " (deleted)";

  private ProcessFiles() {}

  /**
   * Understands {@code cgroup.threads} and {@code cgroup.procs}. They name a thread twice if it moves
   * meanwhile, and one that this PID namespace does not see as 0.
   */
  static SortedSet<Integer> parseIds(Path file, String text) {
    SortedSet<Integer> ids = new TreeSet<>();
    for (String line : text.isEmpty() ? new String[0] : text.split("\n", -1)) {
      if (!NUMBER.matcher(line).matches()) {
        throw KernelFile.unexpected(file, text, "the numbers of threads", null);
      }
      ids.add(Integer.valueOf(line));
    }
    ids.remove(0);
    return ids;
  }

  /** Understands {@code /proc/TID/status} as far as it tells the number of the process. */
  static int parseProcessId(Path file, String text) {
    Matcher matcher = PROCESS.matcher(text);
    if (!matcher.find()) {
      throw KernelFile.unexpected(file, text, "the status of a thread", null);
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Understands {@code /proc/TID/status} as far as it tells which CPUs a thread may use. */
  static CpuSet parseAllowed(Path file, String text) {
    Matcher matcher = ALLOWED.matcher(text);
    if (!matcher.find()) {
      throw KernelFile.unexpected(file, text, "the status of a thread", null);
    }
    return CpuFiles.parseCpuSet(file, matcher.group(1));
  }

  /** Understands {@code /proc/TID/status} as far as it tells of a thread of the kernel itself. */
  static boolean isKernelThread(String text) {
    return KERNEL_THREAD.matcher(text).find();
  }

  /**
   * Understands {@code /proc/PID/cgroup}, which has a line for each mounted hierarchy of version 1, and
   * one for version 2 unless the kernel has only the former.
   */
  static Optional<CgroupPath> parseCgroup(Path file, String text) {
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(UNIFIED)) {
        String path = line.substring(UNIFIED.length());
        return path.endsWith(REMOVED) ? Optional.empty() : Optional.of(pathOf(file, text, path));
      }
    }
    return Optional.empty();
  }

  private static CgroupPath pathOf(Path file, String text, String path) {
    if (path.startsWith("/../") || path.equals("/..")) {
      throw new HostReadException(
          file,
          "the process is in " + path + ", outside of this cgroup namespace",
          "run in the cgroup namespace of the host",
          null);
    }
    try {
      return new CgroupPath(path);
    } catch (IllegalArgumentException e) {
      throw KernelFile.unexpected(file, text, "the control groups of a process", e);
    }
  }
}
