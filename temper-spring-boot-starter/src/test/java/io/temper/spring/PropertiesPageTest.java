package io.temper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/spring-boot.md} has the table of all properties, from the metadata that an IDE reads. After a wanted
 * change run this with {@code GOLDEN_WRITE=true} in the environment and review the difference.
 */
class PropertiesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "spring-boot.md");
  private static final String METADATA = "/META-INF/spring-configuration-metadata.json";
  private static final String BEGIN = "<!-- properties -->\n";
  private static final String END = "<!-- /properties -->\n";

  @Test
  void page_hasEveryProperty() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String expected = page.substring(0, begin) + table() + page.substring(end);
    if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  @Test
  void everyProperty_isDescribed() throws IOException {
    assertThat(rows())
        .hasSizeGreaterThan(10)
        .allSatisfy((name, row) ->
            assertThat(row.path("description").asString("")).as(name).isNotBlank());
  }

  private static String table() throws IOException {
    var table = new StringBuilder("| property | default | is |\n|---|---|---|\n");
    rows().forEach((name, row) -> table
        .append("| `" + name + "` | " + defaultOf(row) + " | ")
        .append(row.path("description").asString("") + " |\n"));
    return table.toString();
  }

  private static String defaultOf(JsonNode row) {
    JsonNode value = row.path("defaultValue");
    return value.isMissingNode() || value.isNull() ? "" : "`" + value.asString() + "`";
  }

  private static Map<String, JsonNode> rows() throws IOException {
    try (InputStream in = PropertiesPageTest.class.getResourceAsStream(METADATA)) {
      var rows = new TreeMap<String, JsonNode>();
      JsonMapper.shared()
          .readTree(in)
          .path("properties")
          .forEach(row -> rows.put(row.path("name").asString(), row));
      return rows;
    }
  }
}
