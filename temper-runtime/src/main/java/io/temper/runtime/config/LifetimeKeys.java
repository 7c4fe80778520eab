package io.temper.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of how long the kernel's side goes on without the agent. */
final class LifetimeKeys {
  static final ConfigKey<Duration> HEARTBEAT = new ConfigKey<>(
      "heartbeat.timeout",
      ConfigTypes.duration(LifetimeConfig.HEARTBEAT),
      "how long the kernel's side waits for a sign of the agent before it gives the node back to the"
          + " stock scheduler; with a lease that counts instead",
      config -> config.lifetime().heartbeatTimeout());

  static final ConfigKey<Optional<Duration>> LEASE = new ConfigKey<>(
      "lease.duration",
      ConfigTypes.duration(LifetimeConfig.LEASE).optional(),
      "how long the scheduler goes on without an agent, so that the next one takes it over without a"
          + " gap ([operations.md](operations.md)); without it the end of the agent is that of the scheduler",
      config -> Optional.ofNullable(config.lifetime().lease()));

  static final ConfigKey<Path> DIRECTORY = new ConfigKey<>(
      "lease.directory",
      ConfigTypes.pathBelowRoot("/sys/fs/bpf/temper"),
      "where the kernel keeps what is leased, in a BPF file system; nobody but the agent's user may enter"
          + " it. Counts without a lease, too: what an agent with one left there is ended",
      config -> config.lifetime().leaseDirectory());

  private LifetimeKeys() {}

  static Stream<ConfigKey<?>> all() {
    return Stream.of(HEARTBEAT, LEASE, DIRECTORY);
  }

  static LifetimeConfig read(ConfigValues values) {
    return new LifetimeConfig(
        values.get(HEARTBEAT), values.get(LEASE).orElse(null), values.get(DIRECTORY));
  }
}
