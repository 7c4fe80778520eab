package io.temper.runtime.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The audit log: starts and ends of the agent, and changes of its state and of safe mode.
 *
 * @param file an absolute path; null for one in the state directory
 * @param maxSizeBytes when a new file is begun; 64 KiB to 1 GiB
 * @param keep how many full files are kept; 0 to 100
 */
public record AuditConfig(@Nullable Path file, long maxSizeBytes, int keep) {
  static final Range<Long> SIZE = new Range<>(64L << 10, 1L << 30);
  static final Range<Integer> KEEP = new Range<>(0, 100);

  /** In the state directory, 10 MiB and five files. */
  public static final AuditConfig STANDARD = new AuditConfig(null, 10L << 20, 5);

  /**
   * Checks path and ranges.
   *
   * @throws IllegalArgumentException if the path is relative or can only be a directory, or a number
   *     is out of its range
   */
  public AuditConfig {
    if (file != null) {
      FileConfig.requireFile("audit.file", file);
    }
    SIZE.require("audit.max_size", maxSizeBytes, ConfigText::ofBytes);
    KEEP.require("audit.keep", keep, String::valueOf);
  }
}
