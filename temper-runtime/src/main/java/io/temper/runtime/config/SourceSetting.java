package io.temper.runtime.config;

import java.nio.file.Path;

/** Where the workloads of the node come from. */
public sealed interface SourceSetting {

  /**
   * Reads what a user wrote.
   *
   * @param text for example {@code file:/etc/temper/workloads.toml}
   * @return the source
   * @throws IllegalArgumentException if there is no such source
   */
  static SourceSetting parse(String text) {
    if (!text.startsWith(File.PREFIX) || text.length() == File.PREFIX.length()) {
      throw new IllegalArgumentException("there is no source '" + text + "'");
    }
    return new File(ConfigTypes.absolute(text.substring(File.PREFIX.length())));
  }

  /**
   * Returns the source as a user writes it.
   *
   * @return what {@link #parse} reads
   */
  String text();

  /**
   * A workload file, for a host that no orchestrator manages.
   *
   * @param path an absolute path
   */
  record File(Path path) implements SourceSetting {
    static final String PREFIX = "file:";

    @Override
    public String text() {
      return PREFIX + path;
    }
  }
}
