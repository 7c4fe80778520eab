package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Executes the table "The command line" of {@code docs/bad-inputs.md}: each command, with its files
 * taken from the test resources, says the message, with a line for each fault, and ends with 2.
 */
class BadInputsTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "bad-inputs.md");
  private static final String SECTION = "## The command line";
  private static final String FOLDER = "src/test/resources/io/temper/agent/bad/";

  record Row(String input, String command, String message) {
    @Override
    public String toString() {
      return input;
    }
  }

  static Stream<Row> rows() throws IOException {
    return Files.readAllLines(DOCUMENT).stream()
        .dropWhile(line -> !line.equals(SECTION))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| ") && line.contains("`"))
        .map(BadInputsTest::row);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void row_saysEachFaultInALineAndEndsWith2(Row row) {
    var words = row.command().split(" ", -1);
    assertThat(words[0]).isEqualTo("temper");
    var args = Arrays.stream(words).skip(1).map(BadInputsTest::located).toArray(String[]::new);
    var run = CommandRun.of(args);

    assertThat(run.err().replace(FOLDER, "")).isEqualTo(told(row.message()));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  private static String told(String message) {
    return Arrays.stream(message.split("\\\\n", -1))
        .map(line -> "temper: " + line + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void table_isThere() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(12);
  }

  /** The files of the table lie among the test resources. */
  private static String located(String word) {
    return word.endsWith(".json")
            || word.endsWith(".yaml")
            || word.equals("workloads.toml")
            || word.equals("cut.toml")
            || word.equals("folder")
        ? FOLDER + word
        : word;
  }

  private static Row row(String line) {
    List<String> cells = Arrays.stream(line.split(" \\| ", -1))
        .map(cell -> cell.replaceAll("^\\|? *`?|`? *\\|?$", ""))
        .toList();
    return new Row(cells.get(0), cells.get(1), cells.get(2));
  }
}
