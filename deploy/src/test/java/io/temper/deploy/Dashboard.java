package io.temper.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes Grafana dashboards of the table of meters: a panel for each, in the order of the table. */
final class Dashboard {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Map<String, Object> SOURCE =
      ordered("type", "prometheus", "uid", "${source}");
  private static final int COLUMNS = 24;
  private static final int WIDTH = 8;
  private static final int HEIGHT = 8;

  private Dashboard() {}

  /** Returns the dashboard of what a node has once. */
  static String ofNodes() {
    return dashboard(
        "temper-node",
        "Temper: nodes",
        ScrapedMeter.all().stream().filter(meter -> !meter.isOfLayers()).toList(),
        List.of(source(), variable("node", "label_values(temper_state, node)")));
  }

  /** Returns the dashboard of what each layer of a node has. */
  static String ofLayers() {
    return dashboard(
        "temper-layers",
        "Temper: layers",
        ScrapedMeter.all().stream().filter(ScrapedMeter::isOfLayers).toList(),
        List.of(
            source(),
            variable("node", "label_values(temper_state, node)"),
            variable("layer", "label_values(temper_layer_members{node=~\"$node\"}, layer)")));
  }

  private static String dashboard(
      String uid, String title, List<ScrapedMeter> meters, List<Map<String, Object>> variables) {
    List<Map<String, Object>> panels = new ArrayList<>();
    for (ScrapedMeter meter : meters) {
      panels.add(panel(panels.size(), new PanelQuery(meter)));
    }
    return JSON.writeValueAsString(ordered(
            "uid",
            uid,
            "title",
            title,
            "description",
            "Generated from the agent's table of metrics.",
            "tags",
            List.of("temper"),
            "schemaVersion",
            39,
            "editable",
            false,
            "refresh",
            "30s",
            "time",
            ordered("from", "now-1h", "to", "now"),
            "templating",
            ordered("list", variables),
            "panels",
            panels))
        + "\n";
  }

  private static Map<String, Object> panel(int index, PanelQuery query) {
    int perRow = COLUMNS / WIDTH;
    return ordered(
        "id", index + 1,
        "type", "timeseries",
        "title", query.title(),
        "description", query.meter().meter().description(),
        "datasource", SOURCE,
        "gridPos",
            ordered(
                "x", index % perRow * WIDTH, "y", index / perRow * HEIGHT, "w", WIDTH, "h", HEIGHT),
        "fieldConfig",
            ordered("defaults", ordered("unit", query.unit(), "min", 0), "overrides", List.of()),
        "targets",
            List.of(ordered(
                "refId",
                "A",
                "datasource",
                SOURCE,
                "expr",
                query.expression(),
                "legendFormat",
                query.legend())));
  }

  private static Map<String, Object> source() {
    return ordered(
        "name", "source", "label", "Prometheus", "type", "datasource", "query", "prometheus");
  }

  private static Map<String, Object> variable(String name, String query) {
    return ordered(
        "name",
        name,
        "type",
        "query",
        "datasource",
        SOURCE,
        "query",
        query,
        "refresh",
        2,
        "sort",
        1,
        "multi",
        true,
        "includeAll",
        true,
        "allValue",
        ".*",
        "current",
        ordered("text", "All", "value", "$__all"));
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
