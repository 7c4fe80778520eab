package io.temper.micrometer;

import io.temper.lint.LintResult;
import io.temper.lint.rule.Outcome.CouldNotCheck;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.observation.NodeObservation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The meters of the linter: values for each of its rules, and for each outcome. */
final class LintMeters {
  private static final List<String> OUTCOMES =
      List.of("pass", "violation", "suppressed", "not_applicable", "could_not_check");

  static final MeterGroup<Long> VIOLATIONS =
      perRule(TemperMeter.LINT_VIOLATION, LintMeters::violations);

  static final MeterGroup<Long> LEGACY_VIOLATIONS =
      perRule(TemperMeter.LEGACY_LINT_VIOLATION, LintMeters::violations);

  static final MeterGroup<Long> UNCHECKED =
      perRule(TemperMeter.LINT_UNCHECKED, LintMeters::unchecked);

  static final MeterGroup<Long> RESULTS = new MeterGroup<>(
      "outcome",
      observation -> lint(observation).map(LintMeters::outcomes).orElse(Map.of()),
      List.of(Series.of(TemperMeter.LINT_RESULTS, count -> count)));

  private LintMeters() {}

  private static MeterGroup<Long> perRule(
      TemperMeter meter, Function<LintObservation, Map<String, Long>> counts) {
    return new MeterGroup<>(
        "invariant",
        observation -> lint(observation).map(counts).orElse(Map.of()),
        List.of(Series.of(meter, count -> count)));
  }

  private static Optional<LintObservation> lint(NodeObservation observation) {
    return Optional.ofNullable(observation.lint());
  }

  /**
   * Every rule that looked has a value, so that none of them is missing while all is well. One that could not
   * look has none: 0 would read as clean, and NaN would spoil each sum over nodes.
   */
  private static Map<String, Long> violations(LintObservation lint) {
    return lint.report().results().stream()
        .filter(LintMeters::couldLook)
        .collect(Collectors.toMap(
            result -> result.id().value(), result -> result.isViolation() ? 1L : 0L, Long::sum));
  }

  private static Map<String, Long> unchecked(LintObservation lint) {
    return lint.report().results().stream()
        .collect(Collectors.toMap(
            result -> result.id().value(), result -> couldLook(result) ? 0L : 1L, Long::sum));
  }

  private static boolean couldLook(LintResult result) {
    return !(result.outcome() instanceof CouldNotCheck);
  }

  private static Map<String, Long> outcomes(LintObservation lint) {
    return OUTCOMES.stream()
        .collect(Collectors.toMap(
            Function.identity(), outcome -> lint.outcomes().getOrDefault(outcome, 0L)));
  }
}
