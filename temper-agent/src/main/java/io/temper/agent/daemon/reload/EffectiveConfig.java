package io.temper.agent.daemon.reload;

import io.temper.agent.report.agent.ConfigurationReport;
import io.temper.agent.report.agent.ConfigurationReport.Fallback;
import io.temper.agent.report.agent.ConfigurationReport.InFile;
import io.temper.agent.report.agent.ConfigurationReport.Origin;
import io.temper.agent.report.agent.ConfigurationReport.Setting;
import io.temper.json.PlacedConfig;
import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.ConfigKey;
import io.temper.runtime.config.ConfigKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agent goes by, key by key, and where each value comes from. What a running agent follows is as
 * it was read last, the rest as it was read first. Thread-safe; reads no file itself.
 */
public final class EffectiveConfig implements Supplier<ConfigurationReport> {
  private final Map<String, Setting> options = new ConcurrentHashMap<>();
  private volatile @Nullable PlacedConfig started;
  private volatile PlacedConfig latest = PlacedConfig.STANDARD;

  /** Creates one of an agent that has read nothing yet. */
  public EffectiveConfig() {}

  /**
   * Notes what was read. The first is what the agent was started with.
   *
   * @param read a configuration that is right
   * @return the configuration
   */
  public AgentConfig note(PlacedConfig read) {
    if (started == null) {
      started = read;
    }
    latest = read;
    return read.config();
  }

  /**
   * Notes that the command line says something else than the configuration.
   *
   * @param key which key
   * @param option by which option
   * @param value the value in plain form
   */
  public void override(String key, String option, Object value) {
    options.put(key, new Setting(key, Optional.of(value), new ConfigurationReport.Option(option)));
  }

  @Override
  public ConfigurationReport get() {
    PlacedConfig first = started == null ? latest : started;
    List<Setting> settings = ConfigKeys.all().stream()
        .map(key -> Optional.ofNullable(options.get(key.name()))
            .orElseGet(() -> setting(key, ConfigKeys.isFollowed(key) ? latest : first)))
        .toList();
    return new ConfigurationReport(
        Optional.of(latest.source()).filter(source -> !source.isEmpty()), settings);
  }

  private static Setting setting(ConfigKey<?> key, PlacedConfig from) {
    OptionalInt line = from.lineOf(key);
    Origin origin = line.isPresent() ? new InFile(from.source(), line.getAsInt()) : new Fallback();
    return new Setting(key.name(), key.plainOf(from.config()), origin);
  }
}
