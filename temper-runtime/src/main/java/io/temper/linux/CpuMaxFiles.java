package io.temper.linux;

import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code cpu.max} of every group of a tree. */
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
      limitOf(root, group).ifPresent(limits::add);
      below(group).forEach(groups::push);
    }
    limits.sort(Comparator.comparing(CpuLimit::cgroup));
    return List.copyOf(limits);
  }

  /** A group has no such file where its parent does not hand down the cpu controller. */
  private static Optional<CpuLimit> limitOf(Path root, Path group) {
    Path file = group.resolve("cpu.max");
    return KernelFile.read(file).flatMap(text -> {
      Matcher content = CONTENT.matcher(text);
      if (!content.matches()) {
        throw new HostReadException(
            file,
            "holds '" + text + "' instead of a quota and a period",
            "check that " + root + " is the mount point of cgroup v2",
            null);
      }
      return content.group(1).equals("max")
          ? Optional.empty()
          : Optional.of(new CpuLimit(
              new CgroupPath("/" + root.relativize(group)),
              Long.parseLong(content.group(1)),
              Long.parseLong(content.group(2))));
    });
  }

  private static List<Path> below(Path group) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(group)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          found.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      requireGone(group, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      requireGone(group, e);
    }
    return found;
  }

  private static void requireGone(Path group, IOException e) {
    if (!KernelFile.isGone(e)) {
      throw KernelFile.refused(group, e);
    }
  }
}
