package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards are the table of meters, so none can be missing there. */
class DashboardTest {
  private static final Path FOLDER = Chart.FOLDER.resolve("dashboards");

  @Test
  void dashboards_areTheTableOfMeters() throws IOException {
    Golden.assertMatches(FOLDER.resolve("node.json"), Dashboard.ofNodes());
    Golden.assertMatches(FOLDER.resolve("layers.json"), Dashboard.ofLayers());
  }

  @Test
  void everyMeter_hasOnePanel() {
    List<String> asked = Stream.of(Dashboard.ofNodes(), Dashboard.ofLayers())
        .flatMap(DashboardTest::panels)
        .map(panel -> panel.at("/targets/0/expr").asString())
        .toList();

    assertThat(ScrapedMeter.all()).allSatisfy(meter -> assertThat(asked)
        .as("panels of %s", meter.name())
        .filteredOn(expression -> expression.contains(meter.name() + "{"))
        .hasSize(1));
  }

  @Test
  void panels_doNotOverlap() {
    for (String dashboard : List.of(Dashboard.ofNodes(), Dashboard.ofLayers())) {
      assertThat(panels(dashboard).map(panel -> panel.at("/gridPos").toString()))
          .doesNotHaveDuplicates();
      assertThat(panels(dashboard)).allSatisfy(panel -> assertThat(
              panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt())
          .isLessThanOrEqualTo(24));
    }
  }

  private static Stream<JsonNode> panels(String dashboard) {
    return new JsonMapper().readTree(dashboard).at("/panels").valueStream();
  }
}
