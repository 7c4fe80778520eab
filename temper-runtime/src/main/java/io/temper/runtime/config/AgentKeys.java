package io.temper.runtime.config;

import io.temper.runtime.config.AgentConfig.LimitPolicy;
import io.temper.runtime.config.AgentConfig.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys about the agent itself. */
final class AgentKeys {
  static final ConfigKey<Mode> MODE = new ConfigKey<>(
      "mode",
      ConfigTypes.choice(List.of(Mode.values()), Mode::label),
      "what the agent does with its plans: let the kernel enforce them, only make and show them, or"
          + " show one and end",
      AgentConfig::mode);

  static final ConfigKey<Optional<SourceSetting>> SOURCE = new ConfigKey<>(
      "source",
      ConfigTypes.source().optional(),
      "where the workloads come from; without it `--source` must say so",
      config -> Optional.ofNullable(config.source()));

  static final ConfigKey<Path> SAFE_MODE = new ConfigKey<>(
      "safe_mode.file",
      ConfigTypes.file("/run/temper/safe-mode"),
      "while this file is there, the agent leaves the stock scheduler in charge",
      config -> config.files().safeMode());

  static final ConfigKey<Path> SOCKET = new ConfigKey<>(
      "control.socket",
      ConfigTypes.file("/run/temper/control.sock"),
      "where the agent listens to other commands; at most 106 bytes",
      config -> config.files().controlSocket());

  static final ConfigKey<Path> STATE = new ConfigKey<>(
      "state.directory",
      ConfigTypes.path("/var/lib/temper"),
      "the directory of what outlives the agent",
      config -> config.files().state());

  static final ConfigKey<Optional<Path>> AUDIT_FILE = new ConfigKey<>(
      "audit.file",
      ConfigTypes.file("/var/log/temper/audit.jsonl").optional(),
      "the audit log: a line for each start and end of the agent and each change of state and of safe"
          + " mode; without it `audit.jsonl` in the state directory",
      config -> Optional.ofNullable(config.audit().file()));

  static final ConfigKey<Long> AUDIT_SIZE = new ConfigKey<>(
      "audit.max_size",
      ConfigTypes.bytes(AuditConfig.SIZE),
      "when a new file of the audit log is begun",
      config -> config.audit().maxSizeBytes());

  static final ConfigKey<Integer> AUDIT_KEEP = new ConfigKey<>(
      "audit.keep",
      NumberTypes.integer(AuditConfig.KEEP),
      "how many full files of the audit log are kept",
      config -> config.audit().keep());

  static final ConfigKey<LimitPolicy> LIMITS = new ConfigKey<>(
      "limits.policy",
      ConfigTypes.choice(List.of(LimitPolicy.values()), LimitPolicy::label),
      "what to do about CPU limits that are not enforced while the scheduler is attached: tell and"
          + " attach, or tell and leave the stock scheduler in charge",
      AgentConfig::limits);

  private AgentKeys() {}

  static Stream<ConfigKey<?>> atTheTop() {
    return Stream.of(MODE, SOURCE);
  }

  static Stream<ConfigKey<?>> inTables() {
    return Stream.of(SAFE_MODE, SOCKET, STATE, AUDIT_FILE, AUDIT_SIZE, AUDIT_KEEP, LIMITS);
  }
}
