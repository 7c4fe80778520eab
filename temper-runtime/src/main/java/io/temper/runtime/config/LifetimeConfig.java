package io.temper.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the kernel's side goes on without a sign of the agent.
 *
 * @param heartbeatTimeout how long it waits before it gives the node back to the stock scheduler; 2 s to
 *     60 s. The end of the agent's process gives it back at once
 * @param lease how long it waits instead, the end of the process included, so that another agent can take
 *     the scheduler over; 15 s to 10 min; null for none
 * @param leaseDirectory where the kernel keeps what is leased: in a BPF file system; absolute, below the root
 */
public record LifetimeConfig(
    Duration heartbeatTimeout, @Nullable Duration lease, Path leaseDirectory) {
  static final Range<Duration> HEARTBEAT =
      new Range<>(Duration.ofSeconds(2), Duration.ofSeconds(60));
  static final Range<Duration> LEASE = new Range<>(Duration.ofSeconds(15), Duration.ofMinutes(10));

  /** The scheduler lives as long as the agent. */
  public static final LifetimeConfig STANDARD =
      new LifetimeConfig(Duration.ofSeconds(10), null, Path.of("/sys/fs/bpf/temper"));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a time is too short or too long, or the directory is relative or the root
   */
  public LifetimeConfig {
    HEARTBEAT.require("heartbeat.timeout", heartbeatTimeout, ConfigText::of);
    if (lease != null) {
      LEASE.require("lease.duration", lease, ConfigText::of);
    }
    FileConfig.requireAbsolute("lease.directory", leaseDirectory);
    if (leaseDirectory.normalize().getFileName() == null) {
      throw new IllegalArgumentException(
          "lease.directory must be a folder below the root, not '" + leaseDirectory + "'");
    }
  }
}
