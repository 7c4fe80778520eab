package io.temper.agent.json;

import io.temper.agent.report.agent.ConfigurationReport;
import io.temper.agent.report.agent.ConfigurationReport.InFile;
import io.temper.agent.report.agent.ConfigurationReport.Option;
import io.temper.agent.report.agent.ConfigurationReport.Origin;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A {@link ConfigurationReport} as JSON. */
public final class ConfigurationJson {

  private ConfigurationJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(ConfigurationReport report) {
    var document = JsonDocument.of("AgentConfiguration");
    report.file().ifPresent(file -> document.put("file", file));
    var settings = document.putArray("settings");
    report.settings().forEach(setting -> {
      var node = settings.addObject().put("key", setting.key());
      node.set("value", value(setting.value().orElse(null)));
      node.set("origin", origin(setting.origin()));
    });
    return JsonDocument.text(document);
  }

  private static ObjectNode origin(Origin origin) {
    if (origin instanceof InFile place) {
      return JsonDocument.object()
          .put("kind", "file")
          .put("file", place.file())
          .put("line", place.line());
    }
    return origin instanceof Option option
        ? JsonDocument.object().put("kind", "option").put("option", option.option())
        : JsonDocument.object().put("kind", "default");
  }

  private static JsonNode value(@Nullable Object plain) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (plain instanceof List<?> items) {
      var array = nodes.arrayNode();
      items.forEach(item -> array.add(value(item)));
      return array;
    }
    if (plain instanceof BigDecimal number) {
      return nodes.numberNode(number);
    }
    if (plain instanceof Boolean truth) {
      return nodes.booleanNode(truth);
    }
    return plain == null ? nodes.nullNode() : nodes.stringNode(plain.toString());
  }
}
