package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.bpf.Check.Verdict;
import io.temper.bpf.internal.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executes the table "The host and the object" of {@code docs/bad-inputs.md}. */
class BadInputsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "bad-inputs.md");
  private static final String HEADING = "## The host and the object\n";
  private static final Pattern ROW =
      Pattern.compile("\\| (.+?) \\| `(\\S+): (.*?)` \\| `(.*)` \\|");
  private static final String OBJECT = "temper.bpf.o";

  @TempDir
  private Path root;

  /** One row of the table. */
  record Row(String input, String file, String content, String answer) {
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
        .map(row -> new Row(row.group(1), row.group(2), row.group(3), row.group(4)))
        .toList();
    assertThat(rows).hasSizeGreaterThan(8);
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void doctor_onAHostThatIsFineButForOneFile_givesTheDocumentedAnswer(Row row) throws IOException {
    var host = new FakeHost(root);
    var options = SchedExtOptions.builder();
    if (row.file().equals(OBJECT)) {
      options.objectFile(cutOff(Integer.parseInt(row.content())));
    } else {
      host.write(row.file(), row.content());
    }

    assertThat(host.loader(options.build()).preflight().run())
        .filteredOn(check -> check.verdict() != Verdict.SUPPORTED)
        .extracting(check -> check.id() + ": " + check.finding() + "; " + check.remedy())
        .extracting(answer -> answer.replace(root + "/", ""))
        .containsExactly(row.answer());
  }

  private Path cutOff(int bytes) throws IOException {
    var whole = Checksums.resource("META-INF/temper/bpf/v1/" + OBJECT).orElseThrow();
    return Files.write(root.resolve(OBJECT), Arrays.copyOf(whole, bytes));
  }
}
