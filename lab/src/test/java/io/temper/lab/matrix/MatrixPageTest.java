package io.temper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.suite.BpfObject;
import io.temper.lab.suite.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatrixPageTest {
  private static final String OBJECT = "a".repeat(64);

  private static RowResult result(String kernel, String row, String object, TestResult... tests) {
    var facts =
        new RunFacts(kernel, 250, "lazy+dynamic", "FL2", "tcg", "short", object, "2026-01-31");
    return RowResult.of(Row.find(row).orElseThrow(), facts, List.of(tests));
  }

  private static TestResult test(Outcome outcome, String reason) {
    return new TestResult("A > b()", "2", outcome, reason, 1.5, Map.of("p99 ms", "3"));
  }

  @Test
  void keptPage_isWhatTheKeptResultsGive() throws IOException {
    Path root = Workspace.ofProcess().root();
    var kept = new Results(root.resolve("docs/kernel-results")).kept();
    assertThat(root.resolve("docs/kernel-matrix.md"))
        .as("the page is stale: run './temper lab matrix' and commit it")
        .exists();
    assertThat(Files.readString(root.resolve("docs/kernel-matrix.md")))
        .as("the page is stale: run './temper lab matrix' and commit it")
        .isEqualTo(MatrixPage.render(kept, BpfObject.kept(root)));
  }

  @Test
  void cells_sayWhatIsStale_failed_skippedOrWithoutATest() {
    String page = MatrixPage.render(
        List.of(
            result("6.18.15-x", "1", OBJECT, test(Outcome.PASSED, "")),
            result("6.18.15-x", "2", OBJECT, test(Outcome.FAILED, "a | b")),
            result("6.18.15-x", "3", OBJECT, test(Outcome.SKIPPED, "no CPU")),
            result("6.18.15-x", "4", OBJECT),
            result("6.12.117", "1", "b".repeat(64), test(Outcome.PASSED, ""))),
        OBJECT);
    assertThat(page)
        .contains(
            "| 1 | load, attach and detach over and over | passed (short) **stale** | passed (short) |")
        .contains(
            "| 2 | refusals with a typed reason and an untouched node | not run | **FAILED** (short) |")
        .contains("| 3 | killed, stopped or starved agent | not run | skipped (short) |")
        .contains("| 4 | affinity churn at twice the load | not run | no test |")
        .contains("| 6.18.15-x | 250 | lazy+dynamic | FL2 | tcg, 2026-01-31 | `aaaaaaaaaaaa` |")
        .contains("| 6.18.15-x | 250, lazy+dynamic | A > b() | 2 | failed: a \\| b | p99 ms 3 |");
  }

  @Test
  void rowWithATestThatFailed_isFailed_whateverElsePassed() {
    var row = result("6.18.15", "1", OBJECT, test(Outcome.PASSED, ""), test(Outcome.FAILED, "x"));
    assertThat(row.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result("6.18.15", "1", OBJECT).outcome()).isEqualTo(Outcome.NO_TEST);
    assertThat(result("6.18.15", "1", OBJECT, test(Outcome.SKIPPED, "x")).outcome())
        .isEqualTo(Outcome.SKIPPED);
  }
}
