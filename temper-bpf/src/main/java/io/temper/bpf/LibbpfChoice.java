package io.temper.bpf;

import java.nio.file.Path;

/** Which libbpf to load. A choice that cannot be loaded is an error; there is no second attempt. */
public sealed interface LibbpfChoice {

  /** The system property that sets the default: {@code bundled}, {@code system} or a path. */
  String PROPERTY = "temper.libbpf";

  /** The one that comes with temper-bpf-native. */
  record Bundled() implements LibbpfChoice {
    @Override
    public String toString() {
      return "bundled";
    }
  }

  /** The one that the dynamic linker finds as {@code libbpf.so.1}. */
  record Installed() implements LibbpfChoice {
    @Override
    public String toString() {
      return "system";
    }
  }

  /**
   * A given file.
   *
   * @param path absolute path of a shared object
   */
  record File(Path path) implements LibbpfChoice {
    /** Checks that the path is absolute. */
    public File {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(
            PROPERTY + ": the path of a libbpf must be absolute, not '" + path + "'");
      }
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * Reads a choice as the system property has it.
   *
   * @param text {@code bundled}, {@code system} or an absolute path
   * @return the choice
   * @throws IllegalArgumentException if it is none of these
   */
  static LibbpfChoice parse(String text) {
    return switch (text) {
      case "bundled" -> new Bundled();
      case "system" -> new Installed();
      default -> file(text);
    };
  }

  private static LibbpfChoice file(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          PROPERTY + " must be 'bundled', 'system' or an absolute path, not '" + text + "'");
    }
    return new File(Path.of(text));
  }
}
