package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What loading costs the kernel's verifier, and what the kernel is found to offer. */
@Tag("kernel")
class VerifierKernelTest {
  private static final int BUDGET = 100_000;
  private static final String LEVEL = "feature level ";

  private final SchedExtLoader loader = new SchedExtLoader();

  @Test
  @ConformanceRow("17")
  void everyProgram_staysBelowTheVerifiersBudget(TestReporter reporter) {
    try (var scheduler = loader.attach(KernelHost.config(1, Map.of()), exit -> {})) {
      List<KernelBpf.Program> ours = KernelBpf.programs().stream()
          .filter(
              program -> program.name().startsWith("t_") || program.name().startsWith("temper_"))
          .sorted(Comparator.comparing(KernelBpf.Program::verified).reversed())
          .toList();
      assertThat(ours).hasSizeGreaterThan(10);
      for (KernelBpf.Program program : ours) {
        reporter.publishEntry(program.name() + " instructions", "" + program.verified());
        assertThat(program.verified()).as(program.name()).isBetween(1, BUDGET - 1);
      }
      reporter.publishEntry(
          "all programs instructions",
          "" + ours.stream().mapToInt(KernelBpf.Program::verified).sum());
      assertThat(scheduler.snapshot().generation()).isEqualTo(1);
    }
  }

  @Test
  @ConformanceRow("17")
  void featureLevel_isFound(TestReporter reporter) {
    assertThat(loader.preflight().run())
        .filteredOn(check -> check.id().equals("sched-ext"))
        .singleElement()
        .satisfies(check -> {
          String finding = check.finding();
          String level = finding.substring(finding.indexOf(LEVEL) + LEVEL.length());
          assertThat(level).matches("FL[0-4] \\(.*\\)");
          reporter.publishEntry("feature level", level.substring(0, 3));
        });
  }
}
