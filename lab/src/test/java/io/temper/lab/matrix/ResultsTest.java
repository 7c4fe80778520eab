package io.temper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  private static final String OBJECT = "new";

  @TempDir
  private Path folder;

  private static RowResult result(String row, String form, String object, Outcome outcome) {
    var facts = new RunFacts("6.18.15", 250, "lazy", "FL2", "tcg", form, object, "2026-01-31");
    var test = new TestResult("A > b()", "2", outcome, "", 1, Map.of("z", "1", "a", "2"));
    return RowResult.of(Row.find(row).orElseThrow(), facts, List.of(test));
  }

  @Test
  void write_thenFindAndRuns_giveTheSame() {
    var results = new Results(folder);
    var row = result("9", "long", OBJECT, Outcome.PASSED);
    results.write(row);
    assertThat(folder.resolve("6.18.15/long/row-9.json")).exists();
    assertThat(results.find("6.18.15", "long", "9")).contains(row);
    assertThat(results.find("6.18.15", "short", "9")).isEmpty();
    assertThat(results.runs()).containsExactly(row);
  }

  @Test
  void keep_prefersTheKeptObject_thenTheLongForm() {
    var results = new Results(folder);
    var stale = result("9", "long", "old", Outcome.PASSED);
    var fresh = result("9", "short", OBJECT, Outcome.FAILED);
    var longer = result("9", "long", OBJECT, Outcome.PASSED);
    results.keep(List.of(stale), OBJECT);
    assertThat(results.kept()).containsExactly(stale);
    results.keep(List.of(fresh, result("1", "short", OBJECT, Outcome.PASSED)), OBJECT);
    assertThat(results.kept()).containsExactly(result("1", "short", OBJECT, Outcome.PASSED), fresh);
    results.keep(List.of(longer), OBJECT);
    assertThat(results.kept()).contains(longer).doesNotContain(fresh);
  }

  @Test
  void damagedFile_isNamedWithTheRemedy() throws IOException {
    Path file = Files.createDirectories(folder.resolve("6.18.15/short")).resolve("row-9.json");
    Files.writeString(file, "{\"row\":");
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> new Results(folder).find("6.18.15", "short", "9"))
        .withMessageContaining(file.toString())
        .withMessageContaining("delete it");
  }
}
