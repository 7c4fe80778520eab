package io.temper.micrometer;

import io.temper.lint.LintResult;
import io.temper.lint.rule.LintRule;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.observation.NodeObservation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The meters of the linter: one value for each of its rules, and for each outcome. */
final class LintMeters {
  private static final List<String> OUTCOMES =
      List.of("pass", "violation", "suppressed", "not_applicable", "could_not_check");

  static final MeterGroup<Long> VIOLATIONS = violations(TemperMeter.LINT_VIOLATION);

  static final MeterGroup<Long> LEGACY_VIOLATIONS = violations(TemperMeter.LEGACY_LINT_VIOLATION);

  static final MeterGroup<Long> RESULTS = new MeterGroup<>(
      "outcome",
      observation -> lint(observation).map(LintMeters::outcomes).orElse(Map.of()),
      List.of(Series.of(TemperMeter.LINT_RESULTS, count -> count)));

  private LintMeters() {}

  private static MeterGroup<Long> violations(TemperMeter meter) {
    return new MeterGroup<>(
        "invariant",
        observation -> lint(observation).map(LintMeters::violations).orElse(Map.of()),
        List.of(Series.of(meter, count -> count)));
  }

  private static Optional<LintObservation> lint(NodeObservation observation) {
    return Optional.ofNullable(observation.lint());
  }

  /** Every rule has a value, so that none of them is missing while all is well. */
  private static Map<String, Long> violations(LintObservation lint) {
    Map<String, Long> found = lint.report().violations().stream()
        .collect(Collectors.groupingBy(result -> result.id().value(), Collectors.counting()));
    return lint.report().results().stream()
        .map(LintResult::rule)
        .map((LintRule rule) -> rule.id().value())
        .distinct()
        .collect(Collectors.toMap(Function.identity(), id -> found.getOrDefault(id, 0L)));
  }

  private static Map<String, Long> outcomes(LintObservation lint) {
    return OUTCOMES.stream()
        .collect(Collectors.toMap(
            Function.identity(), outcome -> lint.outcomes().getOrDefault(outcome, 0L)));
  }
}
