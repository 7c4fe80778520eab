package io.temper.linux;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how often the kernel stepped in for the sched_ext scheduler that is attached. */
public final class SchedExtEvents {
  /** Where kernels with sched_ext tell about it. */
  public static final Path DEFAULT_ROOT = Path.of("/sys/kernel/sched_ext");

  private static final Pattern LINE = Pattern.compile("([A-Z0-9_]{1,100}) (-?\\d{1,18})");

  private SchedExtEvents() {}

  /**
   * Reads the counts.
   *
   * @param root where the kernel tells about sched_ext, or a copy of it
   * @return by the kernel's names of the events; empty without a scheduler, and on kernels that count
   *     none (before 6.14)
   * @throws HostReadException if the kernel refuses to tell, or the file holds something else
   */
  public static Optional<SortedMap<String, Long>> read(Path root) {
    Path file = root.resolve("root/events");
    return KernelFile.read(file).map(text -> parse(file, text));
  }

  static SortedMap<String, Long> parse(Path file, String text) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw KernelFile.unexpected(file, text, "the events of a scheduler", null);
      }
      counts.put(matcher.group(1), Long.valueOf(matcher.group(2)));
    }
    return Collections.unmodifiableSortedMap(counts);
  }
}
