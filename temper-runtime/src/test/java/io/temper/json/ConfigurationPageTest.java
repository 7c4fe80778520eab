package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.ConfigKey;
import io.temper.runtime.config.ConfigKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} is the table of keys, so none can be missing there. After a wanted change
 * run this with {@code GOLDEN_WRITE=true} in the environment and review the difference.
 */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  private static final String HEAD = """
      # Configuration

      `temper.toml`, by default `/etc/temper/temper.toml`. Every key may be left out, and so may the file; a file that is
      named on the command line must be there. A file is used as a whole or not at all: every fault is told at once, with
      its line ([bad-inputs.md](bad-inputs.md)). `ConfigToml` reads and writes it. It may begin with `apiVersion = "temper.io/v1"`: a
      release that reads another one then says so, and not what else it does not know.

      This page is generated from the keys by `ConfigurationPageTest`.
      """;

  private static final String COLUMNS = """

      | key | value | default | decides |
      |---|---|---|---|
      """;

  @Test
  void page_isTheTableOfKeys() throws IOException {
    String page = page();
    if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(page).isEqualTo(Files.readString(PAGE));
  }

  @Test
  void keys_areUniqueAndGroupedByTable() {
    assertThat(ConfigKeys.all()).extracting(ConfigKey::name).doesNotHaveDuplicates();
    // write() begins a table when the table changes: one that came back would be defined twice.
    List<String> tables =
        ConfigKeys.all().stream().map(ConfigKey::table).collect(Collectors.toList());
    for (int i = tables.size() - 1; i > 0; i--) {
      if (tables.get(i).equals(tables.get(i - 1))) {
        tables.remove(i);
      }
    }
    assertThat(tables).doesNotHaveDuplicates();
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    String table = "-";
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (!key.table().equals(table)) {
        table = key.table();
        page.append("\n## ")
            .append(table.isEmpty() ? "At the top" : "[" + table + "]")
            .append('\n');
        page.append(COLUMNS);
      }
      page.append(row(key));
    }
    return page.append("\n## All defaults\n\n```toml\n")
        .append(ConfigToml.write(AgentConfig.STANDARD))
        .append("```\n")
        .toString();
  }

  private static String row(ConfigKey<?> key) {
    String example = "`" + ConfigToml.literal(key.type().example()) + "`";
    String fallback = key.plainOf(AgentConfig.STANDARD)
        .map(plain -> "`" + ConfigToml.literal(plain) + "`")
        .orElse("none");
    String value = fallback.equals("none")
        ? key.type().described() + ", such as " + example
        : key.type().described();
    return "| `" + key.shortName() + "` | " + value + " | " + fallback + " | " + key.meaning()
        + " |\n";
  }
}
