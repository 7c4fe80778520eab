package io.temper.linux;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code cpu.stat}, which every group has, with fewer keys where it has no cpu controller. */
final class CpuStatFile {
  private static final Pattern LINE = Pattern.compile("(\\S{1,100}) (\\S{1,100})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private CpuStatFile() {}

  static Optional<CpuUsage> read(Path directory) {
    Path file = directory.resolve("cpu.stat");
    return KernelFile.read(file).map(text -> parse(file, text));
  }

  /** Keys that a kernel has beyond those known here are passed over, whatever their values are. */
  static CpuUsage parse(Path file, String text) {
    try {
      Map<String, String> values = values(text);
      return new CpuUsage(
          number(values, "usage_usec", null),
          number(values, "user_usec", null),
          number(values, "system_usec", null),
          number(values, "nr_periods", "0"),
          number(values, "nr_throttled", "0"),
          number(values, "throttled_usec", "0"));
    } catch (IllegalArgumentException e) {
      throw KernelFile.unexpected(file, text, "the CPU usage of a cgroup", e);
    }
  }

  private static Map<String, String> values(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not a key and a value: " + line);
      }
      if (values.put(matcher.group(1), matcher.group(2)) != null) {
        throw new IllegalArgumentException("twice: " + line);
      }
    }
    return values;
  }

  private static long number(Map<String, String> values, String key, @Nullable String missing) {
    @Nullable String value = values.getOrDefault(key, missing);
    if (value == null || !NUMBER.matcher(value).matches()) {
      throw new IllegalArgumentException("not a number: " + key + " " + value);
    }
    return Long.parseLong(value);
  }
}
