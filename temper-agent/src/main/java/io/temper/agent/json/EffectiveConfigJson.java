package io.temper.agent.json;

import io.temper.agent.report.doctor.Secrets;
import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.ConfigKey;
import io.temper.runtime.config.ConfigKeys;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What an agent goes by, key by key, with the values of keys that are left out of its file. */
public final class EffectiveConfigJson {

  private EffectiveConfigJson() {}

  /**
   * Returns the document of a configuration. Values that are secret by the name of their key are left
   * out.
   *
   * @param file where it was read
   * @param config what to write
   * @return JSON
   */
  public static String of(String file, AgentConfig config) {
    var document = JsonDocument.of("EffectiveConfig").put("file", file);
    var keys = document.putObject("keys");
    for (ConfigKey<?> key : ConfigKeys.all()) {
      key.plainOf(config)
          .ifPresent(
              value -> put(keys, key.name(), Secrets.isSecret(key.name()) ? Secrets.MARK : value));
    }
    return JsonDocument.text(document);
  }

  private static void put(ObjectNode keys, String name, Object value) {
    if (value instanceof Boolean bool) {
      keys.put(name, bool);
    } else if (value instanceof BigDecimal number) {
      keys.put(name, number);
    } else if (value instanceof List<?> list) {
      var array = keys.putArray(name);
      list.forEach(one -> array.add(one.toString()));
    } else {
      keys.put(name, value.toString());
    }
  }
}
