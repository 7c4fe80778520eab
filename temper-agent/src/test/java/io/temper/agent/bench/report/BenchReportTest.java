package io.temper.agent.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.agent.demo.measure.Discipline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
  private static final BenchReport REPORT = SampleBench.report(20);

  @TempDir
  Path folder;

  @Test
  void uncontended_isTheRatioOfMediansOfTemperToStock() {
    var pipe = REPORT.uncontended().get(0);
    assertThat(pipe.ratio().value()).isEqualTo(1.099); // 111 / 101
    assertThat(pipe.ratio().rounds()).isEqualTo(20);
    assertThat(pipe.stock().rounds()).hasSize(20).first().isEqualTo(100.0);
  }

  @Test
  void rounds_areThoseThatWereMeasured() {
    assertThat(SampleBench.points(7).rounds()).isEqualTo(7);
    assertThat(new Points().rounds()).isZero();
  }

  @Test
  void uncontended_thatWasNotMeasured_isLeftOut() {
    assertThat(new BenchMaker(new Points()).uncontended("fork", "forks", "fork"))
        .isEmpty();
  }

  @Test
  void ladder_hasEveryArmAtEveryStep_andTargetsBesideSpinnersOnly() {
    assertThat(REPORT.ladder()).hasSize(2 * Discipline.values().length);
    assertThat(REPORT.targets())
        .extracting(t -> t.ratio().id())
        .containsExactly("cost-pipe", "p99-4-to-fifo", "throughput-4-to-fifo");
  }

  @Test
  void json_readsBackAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("r.json"), BenchJson.write(REPORT));
    assertThat(BenchJson.read(file)).isEqualTo(REPORT);
  }

  @Test
  void json_ofAnotherFormat_isRefusedByNameAndFile() throws IOException {
    Path file = Files.writeString(
        folder.resolve("r.json"), BenchJson.write(REPORT).replace("temper.bench/1", "other/7"));
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> BenchJson.read(file))
        .withMessageContaining("r.json")
        .withMessageContaining("temper.bench/1")
        .withMessageContaining("other/7");
  }

  @Test
  void page_statesCountSpreadIntervalKernelAndObject() {
    assertThat(BenchPage.write(List.of(REPORT)))
        .contains("HZ 250", "preemption lazy", "20 interleaved rounds", "emulated", "object 0123")
        .contains("| ping & pong: Temper ÷ stock | missed | ≤ 1.05 | 1.099 |")
        .contains("100 – 102")
        .contains("| pipe (hand-over) | dispatch | 2 000 | 2.000 | 1.000 | 450 | 900 |");
  }

  @Test
  void html_needsNothingFromOutsideAndEscapesText() {
    assertThat(BenchHtml.write(REPORT))
        .contains("ping &amp; pong", "<svg", "prefers-color-scheme: dark")
        .doesNotContain("ping & pong")
        .doesNotContainPattern("(?i)(src|href)=|url\\(|@import|https?://|<script");
  }

  @Test
  void html_ofARunWithoutLadderAndCounts_stillStands() {
    var little = new BenchReport(
        REPORT.schema(),
        REPORT.created(),
        REPORT.build(),
        REPORT.host(),
        REPORT.setup(),
        REPORT.uncontended(),
        List.of(),
        List.of(REPORT.targets().get(0)),
        List.of());
    assertThat(BenchHtml.write(little))
        .contains("ping &amp; pong")
        .doesNotContain("spinners per CPU", "NaN", "Infinity");
  }

  /** What people read is what was kept. Run the command that the page names after a new result. */
  @Test
  void docs_areGeneratedFromTheKeptResults() throws IOException {
    List<Path> kept;
    try (var files = Files.list(Path.of("../benchmarks/results"))) {
      kept = files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(kept).isNotEmpty();
    assertThat(Files.readString(Path.of("../docs/benchmarks.md")))
        .isEqualTo(BenchPage.write(kept.stream().map(BenchJson::read).toList()));
  }

  @Test
  void numbers_doNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(BenchPage.write(List.of(REPORT))).contains("| 1.099 |");
    } finally {
      Locale.setDefault(before);
    }
  }
}
