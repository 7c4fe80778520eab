package io.temper.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.cluster.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTableTest {
  private static StepOutcome outcome(String title, StepOutcome.Kind kind, String figures) {
    return new StepOutcome(title, kind, figures, Duration.ofSeconds(12));
  }

  @Test
  void of_aLineEach_andTheCountLast() {
    String table = StepTable.of(List.of(
        outcome("install", StepOutcome.Kind.PASSED, "observing after 9 s"),
        outcome("agent killed", StepOutcome.Kind.FAILED, "no agent came back\npods: none"),
        outcome("uninstall", StepOutcome.Kind.SKIPPED, "not asked for")));
    assertThat(table.lines())
        .containsExactly(
            "install        passed     12 s  observing after 9 s",
            "agent killed   failed     12 s  no agent came back",
            "uninstall      skipped    12 s  not asked for",
            "1 passed, 1 failed, 1 skipped");
  }
}
