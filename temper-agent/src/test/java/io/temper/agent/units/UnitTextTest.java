package io.temper.agent.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTextTest {
  private static final Path FILE = Path.of("/etc/systemd/system/web.service.d/tier.conf");

  private final List<UnitProblem> problems = new ArrayList<>();
  private final UnitText text = new UnitText(problems::add);

  private UnitSettings read(String... lines) {
    text.read(FILE, List.of(lines));
    return text.settings();
  }

  @Test
  void read_section_isTaken() {
    assertThat(read("[X-Temper]", "Tier=critical", "Request=1.5"))
        .isEqualTo(new UnitSettings(Tier.CRITICAL, CpuQuantity.ofMillis(1500)));
    assertThat(problems).isEmpty();
  }

  @Test
  void read_otherSections_areSystemds() {
    assertThat(
            read("[Service]", "Tier=critical", "nonsense", "[X-Temper]", "[X-Other]", "Tier=high"))
        .isEqualTo(UnitSettings.NONE);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"  Tier = high  ", "Tier=HIGH", "Tier=\\", "# a comment"})
  void read_asSystemdDoes_spacesCommentsAndContinuedLinesAreFine(String line) {
    var settings = read(
        " [X-Temper] ",
        "; a comment",
        line,
        "# within",
        "high".repeat(line.endsWith("\\") ? 1 : 0));
    assertThat(settings.tier()).isEqualTo(line.startsWith("#") ? null : Tier.HIGH);
    assertThat(problems).isEmpty();
  }

  @Test
  void read_later_counts() {
    assertThat(read("[X-Temper]", "Tier=low", "Tier=high").tier()).isEqualTo(Tier.HIGH);
    assertThat(read("[X-Temper]", "Tier=normal").tier()).isEqualTo(Tier.NORMAL);
  }

  @Test
  void read_emptyValue_takesBack() {
    read("[X-Temper]", "Tier=low", "Request=2");
    assertThat(read("[X-Temper]", "Tier=", "Request=")).isEqualTo(UnitSettings.NONE);
  }

  /** A file that ends within a section says nothing of the next one. */
  @Test
  void read_nextFile_beginsOutsideOfTheSection() {
    read("[X-Temper]");
    assertThat(read("Tier=low")).isEqualTo(UnitSettings.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "Tier=hihg, there is no tier 'hihg': write one of critical",
    "Teir=high, there is no key 'Teir' in [X-Temper]: write Tier=TIER or Request=CPUS",
    "high, this is no assignment in [X-Temper]",
    "Request=lots, lots",
  })
  void read_wrong_isAProblemWithFileLineAndRemedy(String line, String what) {
    assertThat(read("[Unit]", "", "[X-Temper]", line)).isEqualTo(UnitSettings.NONE);
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith(FILE + ":4: ")
        .contains(what)
        .endsWith("see docs/systemd.md");
  }

  @Test
  void read_wrongContinuedLine_isNamedByItsFirst() {
    read("[X-Temper]", "Tier=\\", "nonsense", "");
    assertThat(problems).singleElement().satisfies(problem -> assertThat(problem.line())
        .isEqualTo(2));
  }
}
