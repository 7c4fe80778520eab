package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executes the tables of {@code docs/bad-inputs.md} about files of this module: what it says is so. */
class BadInputsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "bad-inputs.md");
  private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| `(.*)` \\| `(.*)` \\|");

  /** One row of a table. */
  record Row(String what, String input, String message) {
    @Override
    public String toString() {
      return what;
    }
  }

  @ParameterizedTest
  @MethodSource("topologies")
  void read_badTopology_givesTheDocumentedMessage(Row row) {
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> TopologyJson.read("node.json", row.input()))
        .withMessage(row.message());
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void read_badWorkloads_givesTheDocumentedMessage(Row row) {
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> WorkloadsToml.read("w.toml", row.input()))
        .withMessage(row.message());
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void read_badConfiguration_givesTheDocumentedMessage(Row row) {
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> ConfigToml.read("temper.toml", row.input()))
        .withMessage(row.message());
  }

  static Stream<Row> topologies() throws IOException {
    return rows("## Topology files\n");
  }

  static Stream<Row> workloads() throws IOException {
    return rows("## Workload files\n");
  }

  static Stream<Row> configurations() throws IOException {
    return rows("## The configuration\n");
  }

  private static Stream<Row> rows(String heading) throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf(heading);
    assertThat(start).isNotNegative();
    int end = document.indexOf("\n## ", start + 1);
    String section = document.substring(start, end < 0 ? document.length() : end);
    List<Row> rows = ROW.matcher(section)
        .results()
        .map(cells -> new Row(cells.group(1), lines(cells.group(2)), lines(cells.group(3))))
        .toList();
    assertThat(rows).hasSizeGreaterThan(10);
    return rows.stream();
  }

  private static String lines(String cell) {
    return cell.replace("\\n", "\n");
  }
}
