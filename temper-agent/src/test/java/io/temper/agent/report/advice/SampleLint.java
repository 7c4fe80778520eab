package io.temper.agent.report.advice;

import io.temper.lint.LintReport;
import io.temper.lint.LintResult;
import io.temper.lint.fact.SourcePlace;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Outcome;
import io.temper.lint.rule.Outcome.CouldNotCheck;
import io.temper.lint.rule.Outcome.NotApplicable;
import io.temper.lint.rule.Outcome.Pass;
import io.temper.lint.rule.Outcome.Suppressed;
import io.temper.lint.rule.Outcome.Violation;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run with every outcome, and names that break a format that does not escape them. */
public final class SampleLint {
  private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
  private static final String NASTY = "a\"<b>&'%,:]]>\u0001\n";

  private SampleLint() {}

  /** Returns the run. */
  public static LintRun run() {
    var violation = new Violation(
        "threads of " + NASTY + " wait",
        Evidence.atMost(3, 4, Unit.THREADS).over(Duration.ofSeconds(10)));
    return new LintRun(
        "dir/pods.yaml",
        AT,
        List.of(
            new LintPart(
                "",
                new LintReport(
                    AT,
                    List.of(
                        result("first_rule", Severity.ERROR, violation, "dir/pods.yaml"),
                        result("second_rule", Severity.WARNING, new Pass(), null),
                        result(
                            "third_rule",
                            Severity.INFO,
                            new Suppressed(violation, "known " + NASTY, LocalDate.of(2027, 1, 31)),
                            "dir/pods.yaml"),
                        result(
                            "fourth_rule",
                            Severity.INFO,
                            new Suppressed(violation, "for ever", null),
                            null)))),
            new LintPart(
                "node-1",
                new LintReport(
                    AT,
                    List.of(
                        result("first_rule", Severity.INFO, violation, null),
                        result("fifth_rule", Severity.WARNING, new NotApplicable("no fence"), null),
                        result(
                            "sixth_rule", Severity.ERROR, new CouldNotCheck("no plan"), null))))),
        new TreeMap<>(Map.of("Rollout", 2, NASTY, 1)));
  }

  /**
   * Returns a run that finds the same of several containers of a pod.
   *
   * @param containers as they stand in the file, one a line
   */
  public static LintRun ofContainers(String... containers) {
    List<LintResult> results = new ArrayList<>();
    for (String container : containers) {
      results.add(new LintResult(
          rule("first_rule"),
          Severity.WARNING,
          Subject.named(Subject.Kind.WORKLOAD, "shop/web"),
          new Violation("it is limited", Evidence.atLeast(1000, 100, Unit.CPU_MILLIS)),
          new SourcePlace("pods.yaml", 1 + results.size()),
          container));
    }
    return new LintRun("pods.yaml", AT, List.of(new LintPart("", new LintReport(AT, results))));
  }

  private static LintResult result(
      String id, Severity severity, Outcome outcome, @Nullable String file) {
    return new LintResult(
        rule(id),
        severity,
        Subject.named(Subject.Kind.PROCESS, NASTY),
        outcome,
        file == null ? null : new SourcePlace(file, 7));
  }

  private static LintRule rule(String id) {
    return LintRule.named(id, LintScope.NODE, Severity.ERROR)
        .title("It holds")
        .why("It matters.")
        .remediation("Mend it.")
        .check(input -> List.of());
  }
}
