package io.temper.linux;

import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code cpu.max} of single groups, or of every group of a tree. */
final class CpuMaxFiles {
  /** The quota ("max" for none) and the period, both in microseconds. */
  private static final Pattern CONTENT = Pattern.compile("(max|\\d{1,18}) ([1-9]\\d{0,17})");

  private CpuMaxFiles() {}

  /**
   * Returns the limits of a tree, by path.
   *
   * @throws HostReadException if the kernel refuses to tell, or a file holds something else
   */
  static List<CpuLimit> read(Path root) {
    List<CpuLimit> limits = new ArrayList<>();
    Deque<Path> groups = new ArrayDeque<>(List.of(root));
    while (!groups.isEmpty()) {
      Path group = groups.pop();
      limitOf(group, new CgroupPath("/" + root.relativize(group))).ifPresent(limits::add);
      KernelDirectory.subdirectories(group).forEach(groups::push);
    }
    limits.sort(Comparator.comparing(CpuLimit::cgroup));
    return List.copyOf(limits);
  }

  /** A group has no such file where its parent does not hand down the cpu controller. */
  static Optional<CpuLimit> limitOf(Path directory, CgroupPath group) {
    Path file = directory.resolve("cpu.max");
    return KernelFile.read(file).flatMap(text -> parse(file, text, group));
  }

  static Optional<CpuLimit> parse(Path file, String text, CgroupPath group) {
    Matcher content = CONTENT.matcher(text);
    if (!content.matches()) {
      throw new HostReadException(
          file,
          "holds '" + text + "' instead of a quota and a period",
          "check that the tree was opened at the mount point of cgroup v2",
          null);
    }
    return content.group(1).equals("max")
        ? Optional.empty()
        : Optional.of(new CpuLimit(
            group, Long.parseLong(content.group(1)), Long.parseLong(content.group(2))));
  }
}
