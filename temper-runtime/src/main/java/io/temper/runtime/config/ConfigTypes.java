package io.temper.runtime.config;

import io.temper.workload.CgroupPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The ways in which values other than numbers are written. */
final class ConfigTypes {
  private static final String FILE = "an absolute path of a file";

  private ConfigTypes() {}

  static ConfigType<Boolean> bool() {
    String described = "true or false";
    return new ConfigType<>(
        described,
        true,
        plain -> {
          if (plain instanceof Boolean value) {
            return value;
          }
          throw ConfigType.refused(described, plain);
        },
        Optional::of);
  }

  static ConfigType<Duration> duration(Range<Duration> range) {
    return amount("a time from ", range, ConfigText::duration, ConfigText::of);
  }

  static ConfigType<Long> bytes(Range<Long> range) {
    return amount("a size from ", range, ConfigText::bytes, ConfigText::ofBytes);
  }

  static ConfigType<Path> path(String example) {
    return path("an absolute path", example, path -> true);
  }

  /** For what is made, read or served there, and never is a directory. */
  static ConfigType<Path> file(String example) {
    return new ConfigType<>(
        FILE,
        example,
        plain -> absoluteFile(text(FILE, plain)),
        value -> Optional.of(value.toString()));
  }

  /** For what is made there, and removed again. */
  static ConfigType<Path> pathBelowRoot(String example) {
    return path(
        "an absolute path below the root", example, path -> path.normalize().getFileName() != null);
  }

  private static ConfigType<Path> path(
      String described, String example, Predicate<Path> isAllowed) {
    return new ConfigType<>(
        described,
        example,
        plain -> {
          String text = text(described, plain);
          Path path = absolute(text);
          if (!isAllowed.test(path)) {
            throw ConfigType.refused(described, text);
          }
          return path;
        },
        value -> Optional.of(value.toString()));
  }

  static ConfigType<SourceSetting> source() {
    String described =
        "file: and an absolute path, or systemd, or kubernetes or nomad, alone or with a colon and a"
            + " node";
    return new ConfigType<>(
        described,
        "file:/etc/temper/workloads.toml",
        plain -> SourceSetting.parse(text(described, plain)),
        value -> Optional.of(value.text()));
  }

  static ConfigType<CgroupPath> cgroup() {
    String described = "a path below the cgroup v2 mount point";
    return new ConfigType<>(
        described,
        "/system.slice/containerd.service",
        plain -> new CgroupPath(text(described, plain)),
        value -> Optional.of(value.value()));
  }

  static <E> ConfigType<E> choice(List<E> values, Function<E, String> label) {
    String described = values.stream().map(label).collect(Collectors.joining(", ", "one of ", ""));
    return new ConfigType<>(
        described,
        label.apply(values.get(0)),
        plain -> values.stream()
            .filter(value -> label.apply(value).equals(plain))
            .findFirst()
            .orElseThrow(() -> ConfigType.refused(described, plain)),
        value -> Optional.of(label.apply(value)));
  }

  static <T> ConfigType<List<T>> listOf(String described, ConfigType<T> item) {
    return new ConfigType<>(
        described,
        List.of(item.example()),
        plain -> {
          if (plain instanceof List<?> list) {
            return list.stream().map(each -> item.read(each)).toList();
          }
          throw ConfigType.refused(described, plain);
        },
        values -> Optional.of(
            values.stream().flatMap(each -> item.writer().apply(each).stream()).toList()));
  }

  static ConfigType<String> text(String described, String example) {
    return new ConfigType<>(described, example, plain -> text(described, plain), Optional::of);
  }

  static Path absolute(String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path: " + e.getMessage(), e);
    }
    throw ConfigType.refused("an absolute path", text);
  }

  static Path absoluteFile(String text) {
    if (FileConfig.isFile(text)) {
      return Path.of(text);
    }
    throw ConfigType.refused(FILE, text);
  }

  private static <T extends Comparable<T>> ConfigType<T> amount(
      String what,
      Range<T> range,
      Function<String, Optional<T>> parser,
      Function<T, String> printer) {
    String described = what + range.described(printer);
    return new ConfigType<>(
        described,
        printer.apply(range.largest()),
        plain -> parser
            .apply(text(described, plain))
            .filter(range::contains)
            .orElseThrow(() -> ConfigType.refused(described, plain)),
        value -> Optional.of(printer.apply(value)));
  }

  static String text(String described, Object plain) {
    if (plain instanceof String text) {
      return text;
    }
    throw ConfigType.refused(described, plain);
  }
}
