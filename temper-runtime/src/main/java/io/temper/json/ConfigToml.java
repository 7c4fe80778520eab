package io.temper.json;

import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.ConfigKey;
import io.temper.runtime.config.ConfigKeys;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The agent's configuration, {@code temper.toml}. Every key may be left out; what may be written is in
 * {@link ConfigKeys}, and for people in {@code docs/configuration.md}.
 */
public final class ConfigToml {
  /** Where the agent looks if no file is named. */
  public static final Path DEFAULT_FILE = Path.of("/etc/temper/temper.toml");

  private static final String REMEDY = "see docs/configuration.md for what may be written";

  private ConfigToml() {}

  /**
   * Reads a file that somebody named.
   *
   * @param file a configuration
   * @return the configuration
   * @throws JsonFormatException if the file cannot be read or is wrong; it names every fault
   */
  public static AgentConfig read(Path file) {
    return readPlaced(file).config();
  }

  /**
   * Reads a file that somebody named, and where each of its values stands.
   *
   * @param file a configuration
   * @return the configuration with its places
   * @throws JsonFormatException if the file cannot be read or is wrong; it names every fault
   */
  public static PlacedConfig readPlaced(Path file) {
    return new ConfigFile(PlacedDocument.read(
            file, "give the name of a configuration: docs/configuration.md", REMEDY))
        .read();
  }

  /**
   * Reads a file that need not be there.
   *
   * @param file a configuration, usually {@link #DEFAULT_FILE}
   * @return the configuration; {@link AgentConfig#STANDARD} if there is no such file
   * @throws JsonFormatException if the file is there, but cannot be read or is wrong
   */
  public static AgentConfig readIfThere(Path file) {
    return readPlacedIfThere(file).config();
  }

  /**
   * Reads a file that need not be there, and where each of its values stands.
   *
   * @param file a configuration, usually {@link #DEFAULT_FILE}
   * @return the configuration with its places; {@link PlacedConfig#STANDARD} if there is no such file
   * @throws JsonFormatException if the file is there, but cannot be read or is wrong
   */
  public static PlacedConfig readPlacedIfThere(Path file) {
    return Files.notExists(file) ? PlacedConfig.STANDARD : readPlaced(file);
  }

  /**
   * Reads a text: JSON if its name ends with {@code .json}, else TOML.
   *
   * @param source what to call the text in messages, usually a file name
   * @param text a configuration
   * @return the configuration
   * @throws JsonFormatException if the text is wrong; it names every fault
   */
  public static AgentConfig read(String source, String text) {
    return new ConfigFile(PlacedDocument.parse(source, text, REMEDY)).read().config();
  }

  /**
   * Returns the document of a configuration, with every key that has a value.
   *
   * @param config any configuration
   * @return TOML with a newline at its end
   */
  public static String write(AgentConfig config) {
    StringBuilder toml = new StringBuilder();
    String table = "";
    for (ConfigKey<?> key : ConfigKeys.all()) {
      String value = key.plainOf(config).map(ConfigToml::literal).orElse(null);
      if (value == null) {
        continue;
      }
      if (!key.table().equals(table)) {
        table = key.table();
        toml.append(toml.isEmpty() ? "[" : "\n[").append(table).append("]\n");
      }
      toml.append(key.shortName()).append(" = ").append(value).append('\n');
    }
    return toml.toString();
  }

  /**
   * Returns a plain value as TOML writes it.
   *
   * @param plain see {@link io.temper.runtime.config.ConfigType}
   * @return for example {@code "50ms"}, with its quotes
   */
  public static String literal(Object plain) {
    if (plain instanceof List<?> items) {
      return items.stream().map(ConfigToml::literal).collect(Collectors.joining(", ", "[", "]"));
    }
    if (plain instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return plain instanceof String text ? quoted(text) : plain.toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> {
      if (c == '"' || c == '\\') {
        quoted.append('\\').appendCodePoint(c);
      } else if (Character.isISOControl(c)) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
      } else {
        quoted.appendCodePoint(c);
      }
    });
    return quoted.append('"').toString();
  }
}
