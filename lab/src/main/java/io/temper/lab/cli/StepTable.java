package io.temper.lab.cli;

import io.temper.lab.cluster.step.StepOutcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of the steps, a line each. */
final class StepTable {
  private StepTable() {}

  static String of(List<StepOutcome> outcomes) {
    int width = outcomes.stream().mapToInt(o -> o.title().length()).max().orElse(0);
    String lines = outcomes.stream()
        .map(o -> String.format(
            Locale.ROOT,
            "%-" + (width + 2) + "s %-8s %4d s  %s",
            o.title(),
            o.kind().name().toLowerCase(Locale.ROOT),
            o.took().toSeconds(),
            firstLine(o.figures())))
        .collect(Collectors.joining("\n"));
    return lines + "\n" + count(outcomes, StepOutcome.Kind.PASSED) + " passed, "
        + count(outcomes, StepOutcome.Kind.FAILED) + " failed, "
        + count(outcomes, StepOutcome.Kind.SKIPPED) + " skipped";
  }

  private static long count(List<StepOutcome> outcomes, StepOutcome.Kind kind) {
    return outcomes.stream().filter(o -> o.kind() == kind).count();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
