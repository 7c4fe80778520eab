package io.temper.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.Lab;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executes the table "The lab" of {@code docs/bad-inputs.md}. */
class BadInputsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "bad-inputs.md");
  private static final String HEADING = "## The lab\n";
  private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| `(.*?)` \\| `(.*)` \\|");

  /** One row of the table. */
  record Row(String input, String command, String message) {
    @Override
    public String toString() {
      return input;
    }
  }

  static Stream<Row> rows() throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf(HEADING);
    assertThat(start).isNotNegative();
    String section = document.substring(start, document.indexOf("\n## ", start + 1));
    List<Row> rows = ROW.matcher(section)
        .results()
        .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
        .toList();
    assertThat(rows).hasSizeGreaterThan(5);
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void command_withABadOption_saysTheDocumentedMessage(Row row) {
    var err = new StringWriter();
    int exitCode = Lab.commandLine()
        .setErr(new PrintWriter(err, true))
        .execute(row.command().split(" ", -1));

    assertThat(err.toString()).isEqualTo("temper lab: " + row.message() + "\n");
    assertThat(exitCode).isEqualTo(Lab.LAB_FAILED);
  }
}
