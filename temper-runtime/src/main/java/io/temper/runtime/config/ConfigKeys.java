package io.temper.runtime.config;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The table of all keys: what is not here cannot be configured, and what is here is documented. */
public final class ConfigKeys {
  private static final List<ConfigKey<?>> ALL = Stream.of(
          AgentKeys.atTheTop(),
          PlanKeys.all(),
          LoopKeys.all(),
          LifetimeKeys.all(),
          AgentKeys.inTables(),
          HttpKeys.all(),
          ProfileKeys.all(),
          RightsizingKeys.all())
      .<ConfigKey<?>>flatMap(keys -> keys)
      .toList();

  private ConfigKeys() {}

  /**
   * Returns all keys.
   *
   * @return those at the top first, then table by table
   */
  public static List<ConfigKey<?>> all() {
    return ALL;
  }

  /**
   * Tells whether a running agent follows a change of a key; all others count from its next start on.
   *
   * @param key the key
   * @return true for how workloads become layers, but for the prefixes of annotations: whoever listens to
   *     them and writes them does so from its start on
   */
  public static boolean isFollowed(ConfigKey<?> key) {
    return PlanKeys.all().anyMatch(key::equals) && !key.equals(PlanKeys.PREFIXES);
  }

  /**
   * Returns the configuration of the values that a document gives.
   *
   * @param values the values; defaults stand for the rest
   * @param conflicts hears of values that contradict each other: the table, and what is wrong; defaults
   *     then stand for that table
   * @return the configuration
   */
  public static AgentConfig configOf(ConfigValues values, BiConsumer<String, String> conflicts) {
    return new ConfigAssembly(conflicts).of(values);
  }
}
