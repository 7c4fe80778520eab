package io.temper.lab.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import io.temper.lab.host.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutationScoreTest {
  private static final String REPORT = """
      Fence.java,io.temper.plan.Fence,org.pitest.x.MathMutator,granted,57,KILLED,a.Test.[x, y]
      Fence.java,io.temper.plan.Fence,org.pitest.x.MathMutator,granted,58,TIMED_OUT,none
      Fence.java,io.temper.plan.Fence,org.pitest.x.VoidMutator,granted,59,SURVIVED,none
      Texts.java,io.temper.plan.Texts,org.pitest.x.MathMutator,count,9,NO_COVERAGE,none
      """;

  private static final Progress SILENT =
      new Progress(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

  private static MutationScore ofPlan() {
    return MutationScore.parse(List.of("plan"), REPORT).get(0);
  }

  @Test
  void parse_report_countsWhatWasNoticed() {
    MutationScore score = ofPlan();

    assertThat(score.noticed()).isEqualTo(2);
    assertThat(score.percent()).isEqualTo(50);
    assertThat(score.missed())
        .extracting(Mutant::toString)
        .containsExactly(
            "plan.Fence.granted:59 VoidMutator",
            "plan.Texts.count:9 MathMutator (no test comes by)");
  }

  @Test
  void parse_packagesBelow_haveEachTheirScore() {
    String report = """
        Unit.java,io.temper.lint.rule.Unit,x.M,label,1,KILLED,t
        Outcome.java,io.temper.lint.rule.Outcome$Pass,x.M,label,1,SURVIVED,none
        Linter.java,io.temper.lint.Linter,x.M,lint,1,KILLED,t
        LintResult.java,io.temper.lint.LintResult,x.M,id,1,RUN_ERROR,none
        LintResult.java,io.temper.lint.LintResult,x.M,id,1,NON_VIABLE,none
        """;

    assertThat(MutationScore.parse(List.of("lint"), report))
        .extracting(score -> score.packageName() + " " + score.mutants().size() + " "
            + score.percent() + " " + score.leftOut())
        .containsExactly("lint 1 100 2", "lint.rule 2 50 0");
  }

  @Test
  void parse_packageOfWhichNoFaultWasTried_isAnError() {
    String report = REPORT + """
        Unit.java,io.temper.tier.Unit,x.M,label,1,RUN_ERROR,none
        Unit.java,io.temper.tier.Unit,x.M,label,2,NON_VIABLE,none
        """;

    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> MutationScore.parse(List.of("plan", "tier"), report))
        .withMessageContaining("2 faults that were planted into tier");
  }

  @Test
  void percent_isRoundedDown_soThatNoTargetIsReachedByRounding() {
    var noticed = new Mutant("io.temper.plan.A", "M", "m", 1, "KILLED");
    var missed = new Mutant("io.temper.plan.A", "M", "m", 2, "SURVIVED");

    assertThat(new MutationScore("plan", List.of(noticed, noticed, missed), 0).percent())
        .isEqualTo(66);
  }

  @ParameterizedTest
  @CsvSource({
    "KILLED, true",
    "TIMED_OUT, true",
    "MEMORY_ERROR, true",
    "SURVIVED, false",
    "NO_COVERAGE, false"
  })
  void isNoticed_status(String status, boolean noticed) {
    assertThat(new Mutant("a", "b", "c", 1, status).isNoticed()).isEqualTo(noticed);
  }

  @Test
  void parse_anotherForm_namesTheLine() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> MutationScore.parse(List.of("plan"), "Fence.java,io.temper.plan.Fence"))
        .withMessageContaining("Fence.java,io.temper.plan.Fence");
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> MutationScore.parse(List.of("plan"), ""))
        .withMessageContaining("no fault was planted into plan");
  }

  @Test
  void of_unknownPackage_namesItAndThoseThatThereAre(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("io/temper/plan"));
    var run = new MutationRun(List.of(folder), List.of(folder), folder.resolve("reports"));

    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> run.of(List.of("plan", "plan.diff"), SILENT))
        .withMessageContaining("io.temper.plan.diff is no package in any of [");
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> run.of(List.of("plam"), SILENT))
        .withMessageContaining("io.temper.plam is no package in any of [")
        .withMessageContaining("built packages are: plan");
  }

  @Test
  void render_namesScoresSumAndWhatNobodyNoticed() {
    String other = """
        Tier.java,io.temper.tier.Tier,x.M,label,1,KILLED,t
        Tier.java,io.temper.tier.Tier,x.M,label,2,RUN_ERROR,none
        """;
    MutationScore noticed = MutationScore.parse(List.of("tier"), other).get(0);

    String page = MutationPage.render(List.of(ofPlan(), noticed), 85);

    assertThat(page)
        .contains("| `io.temper.plan` | 4 | 2 | 1 | 50 % | 0 |\n")
        .contains("| `io.temper.tier` | 1 | 1 | 0 | 100 % | 1 |\n")
        .contains("| all | 5 | 3 | 1 | 60 % | 1 |\n")
        .contains("- `plan.Fence.granted:59 VoidMutator`")
        .doesNotContain("`io.temper.tier`:")
        .contains("The target is 85 %");
  }
}
