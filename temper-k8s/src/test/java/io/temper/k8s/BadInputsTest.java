package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executes the tables of {@code docs/bad-inputs.md} that are about pods: what it says is so. */
class BadInputsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "bad-inputs.md");
  private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| `(.*)` \\| `(.*)` \\|");
  private static final String POD =
      "kind: Pod\nmetadata: {name: web, namespace: shop, uid: 0b6c}\n";

  /** One row of a table. */
  record Row(String what, String input, String message) {
    @Override
    public String toString() {
      return what;
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void read_badList_givesTheDocumentedMessage(Row row) {
    assertRefused(row.input(), row.message());
  }

  @ParameterizedTest
  @MethodSource("pods")
  void read_badPod_givesTheDocumentedMessage(Row row) {
    String prefix = row.input().startsWith("metadata:") ? "kind: Pod\n" : POD;

    assertRefused(prefix + row.input(), row.message());
  }

  static Stream<Row> lists() throws IOException {
    return rows("## Pod lists");
  }

  static Stream<Row> pods() throws IOException {
    return rows("## Values of pods");
  }

  private static void assertRefused(String text, String message) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> PodListReader.read("pods.yaml", new ByteArrayInputStream(bytes)))
        .withMessage(message);
  }

  private static Stream<Row> rows(String heading) throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf(heading + "\n");
    assertThat(start).as(heading).isNotNegative();
    int end = document.indexOf("\n## ", start + 1);
    String section = document.substring(start, end < 0 ? document.length() : end);
    List<Row> rows = ROW.matcher(section).results().map(BadInputsTest::row).toList();
    assertThat(rows).as(heading).hasSizeGreaterThan(10);
    return rows.stream();
  }

  private static Row row(MatchResult cells) {
    String input = cells.group(2).replace("\\n", "\n").replace("\\t", "\t");
    return new Row(cells.group(1), input, cells.group(3));
  }
}
