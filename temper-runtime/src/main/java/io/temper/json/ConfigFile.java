package io.temper.json;

import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.ConfigKey;
import io.temper.runtime.config.ConfigKeys;
import io.temper.runtime.config.ConfigValues;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/** Reads one configuration to its end. */
final class ConfigFile {
  private static final String VERSION_KEY = "apiVersion";

  private static final Map<String, ConfigKey<?>> KEYS = new LinkedHashMap<>();
  private static final List<String> TABLES;

  /** What a typing error may have been meant for. */
  private static final List<String> KNOWN;

  static {
    ConfigKeys.all().forEach(key -> KEYS.put(key.name(), key));
    TABLES = ConfigKeys.all().stream()
        .map(ConfigKey::table)
        .filter(table -> !table.isEmpty())
        .distinct()
        .toList();
    KNOWN = Stream.concat(KEYS.keySet().stream(), TABLES.stream()).toList();
  }

  private final PlacedDocument document;
  private final Faults faults;
  private final ConfigValues values = new ConfigValues();
  private final Map<String, Integer> lines = new HashMap<>();

  ConfigFile(PlacedDocument document) {
    this.document = document;
    this.faults = new Faults(document.source());
  }

  PlacedConfig read() {
    if (!document.root().isObject()) {
      fault("", "expected a table", "write keys with values: docs/configuration.md");
    }
    document.root().properties().forEach(field -> {
      if (field.getKey().equals(VERSION_KEY)) {
        readVersion(field.getValue());
      } else if (TABLES.contains(field.getKey())) {
        readTable(field.getKey(), field.getValue());
      } else {
        readKey(field.getKey(), PlacedDocument.step(field.getKey()), field.getValue());
      }
    });
    faults.throwIfAny();
    AgentConfig config = ConfigKeys.configOf(values, this::conflict);
    faults.throwIfAny();
    return new PlacedConfig(document.source(), config, lines);
  }

  /** Files that are older than the key have none. */
  private void readVersion(JsonNode value) {
    if (!value.isString() || !value.asString().equals(JsonCodec.API_VERSION)) {
      fault(
          PlacedDocument.step(VERSION_KEY),
          VERSION_KEY + " is " + DocumentValue.found(value) + ", and this release reads "
              + JsonCodec.API_VERSION,
          "write " + VERSION_KEY + " = \"" + JsonCodec.API_VERSION + "\", or leave it out");
    }
  }

  private void readTable(String table, JsonNode content) {
    String pointer = PlacedDocument.step(table);
    if (!content.isObject()) {
      fault(
          pointer,
          table + ": expected a table, found " + DocumentValue.found(content),
          "begin it with [" + table + "]");
    }
    content
        .properties()
        .forEach(field -> readKey(
            table + "." + field.getKey(),
            pointer + PlacedDocument.step(field.getKey()),
            field.getValue()));
  }

  private void readKey(String name, String pointer, JsonNode value) {
    ConfigKey<?> key = KEYS.get(name);
    if (key == null) {
      fault(pointer, "there is no key '" + name + "'", Nearest.hint(name, KNOWN) + keysNear(name));
      return;
    }
    try {
      values.put(key, DocumentValue.plain(value));
      TokenStreamLocation place = document.placeOf(pointer);
      if (place != null) {
        lines.put(name, place.getLineNr());
      }
    } catch (IllegalArgumentException e) {
      fault(
          pointer,
          name + ": " + e.getMessage(),
          "write it like " + ConfigToml.literal(example(key)));
    }
  }

  private static String keysNear(String name) {
    String table = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    String keys = ConfigKeys.all().stream()
        .filter(key -> key.table().equals(table))
        .map(ConfigKey::shortName)
        .collect(Collectors.joining(", "));
    return table.isEmpty()
        ? "all keys are in docs/configuration.md"
        : "keys of [" + table + "] are " + keys;
  }

  /** An empty list is no example. */
  private static Object example(ConfigKey<?> key) {
    return key.plainOf(AgentConfig.STANDARD)
        .filter(plain -> !plain.equals(List.of()))
        .orElse(key.type().example());
  }

  private void conflict(String table, String problem) {
    fault(
        PlacedDocument.step(table),
        problem,
        "change what is wrong, or leave it out for its default");
  }

  private void fault(String pointer, String problem, String remedy) {
    faults.add(document.placeOf(pointer), problem, remedy);
  }
}
