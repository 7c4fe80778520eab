package io.temper.runtime.config;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Makes a configuration of single values, and reports those that contradict each other. */
final class ConfigAssembly {
  private final BiConsumer<String, String> conflicts;

  ConfigAssembly(BiConsumer<String, String> conflicts) {
    this.conflicts = conflicts;
  }

  AgentConfig of(ConfigValues values) {
    return new AgentConfig(
        values.get(AgentKeys.MODE),
        values.get(AgentKeys.SOURCE).orElse(null),
        PlanKeys.read(values, this),
        section(LoopKeys.LOOP, () -> loop(values), LoopConfig.STANDARD),
        LifetimeKeys.read(values),
        section(LoopKeys.RESTART, () -> restart(values), RestartConfig.STANDARD),
        section("control", () -> files(values), FileConfig.STANDARD),
        new AuditConfig(
            values.get(AgentKeys.AUDIT_FILE).orElse(null),
            values.get(AgentKeys.AUDIT_SIZE),
            values.get(AgentKeys.AUDIT_KEEP)),
        values.get(AgentKeys.LIMITS),
        values.get(HttpKeys.ADDRESS).orElse(null),
        values.get(HttpKeys.LEGACY_METRICS),
        ProfileKeys.read(values),
        RightsizingKeys.read(values));
  }

  /** Returns what is made of a table; {@code instead} if its values contradict each other. */
  <T> T section(String table, Supplier<T> maker, T instead) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      conflicts.accept(table, String.valueOf(e.getMessage()));
      return instead;
    }
  }

  private static LoopConfig loop(ConfigValues values) {
    return new LoopConfig(
        values.get(LoopKeys.DEBOUNCE),
        values.get(LoopKeys.STALENESS),
        values.get(LoopKeys.POLL),
        values.get(LoopKeys.DEAD_BAND));
  }

  private static RestartConfig restart(ConfigValues values) {
    return new RestartConfig(
        values.get(LoopKeys.BUDGET),
        values.get(LoopKeys.WINDOW),
        values.get(LoopKeys.COOLDOWN),
        values.get(LoopKeys.MAX_COOLDOWN));
  }

  private static FileConfig files(ConfigValues values) {
    return new FileConfig(
        values.get(AgentKeys.SAFE_MODE), values.get(AgentKeys.SOCKET), values.get(AgentKeys.STATE));
  }
}
