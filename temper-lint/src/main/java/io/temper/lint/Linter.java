package io.temper.lint;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ManifestPlaces;
import io.temper.lint.fact.SourcePlace;
import io.temper.lint.fact.Suppression;
import io.temper.lint.fact.SuppressionNotes;
import io.temper.lint.fact.Suppressions;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Outcome;
import io.temper.lint.rule.Outcome.Suppressed;
import io.temper.lint.rule.Outcome.Violation;
import io.temper.lint.rule.RuleId;
import io.temper.lint.rule.Severity;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether what is written, planned and running is as it should be. Immutable and pure: the same
 * input gives an equal report.
 *
 * <pre>{@code
 * LintReport report = Linter.standard()
 *     .only(LintScope.MANIFEST, LintScope.PLAN)
 *     .lint(LintInput.at(now)
 *         .with(Fact.WORKLOADS, workloads)
 *         .with(Fact.TOPOLOGY, topology)
 *         .with(Fact.PLAN, plan));
 * report.violations().forEach(System.out::println);
 * }</pre>
 */
public final class Linter {
  private final List<LintRule> rules;
  private final Map<RuleId, Severity> severities;
  private final AnnotationPrefixes prefixes;

  private Linter(
      List<LintRule> rules, Map<RuleId, Severity> severities, AnnotationPrefixes prefixes) {
    this.rules = List.copyOf(rules);
    this.severities = Map.copyOf(severities);
    this.prefixes = prefixes;
  }

  /**
   * Returns the linter of all rules of Temper.
   *
   * @return a linter that anybody can use
   */
  public static Linter standard() {
    return of(StandardRules.all());
  }

  /**
   * Returns the linter of other rules.
   *
   * @param rules the rules, each name once
   * @return a linter that anybody can use
   * @throws IllegalArgumentException if two rules have the same name
   */
  public static Linter of(Collection<LintRule> rules) {
    Set<RuleId> names = new HashSet<>();
    for (LintRule rule : rules) {
      if (!names.add(rule.id())) {
        throw new IllegalArgumentException("two rules have the name " + rule.id());
      }
    }
    return new Linter(List.copyOf(rules), Map.of(), AnnotationPrefixes.STANDARD);
  }

  /**
   * Returns the linter of those of these rules that look at certain things.
   *
   * @param scopes what they look at
   * @return a changed linter
   */
  public Linter only(LintScope... scopes) {
    Set<LintScope> wanted = Set.of(scopes);
    return new Linter(
        rules.stream().filter(rule -> wanted.contains(rule.scope())).toList(),
        severities,
        prefixes);
  }

  /**
   * Returns this linter with another severity of one rule.
   *
   * @param rule the rule
   * @param severity how bad a violation of it is
   * @return a changed linter
   * @throws IllegalArgumentException if there is no such rule
   */
  public Linter withSeverity(RuleId rule, Severity severity) {
    if (rules.stream().noneMatch(known -> known.id().equals(rule))) {
      throw new IllegalArgumentException("there is no rule '" + rule + "'");
    }
    Map<RuleId, Severity> changed = new HashMap<>(severities);
    changed.put(rule, severity);
    return new Linter(rules, changed, prefixes);
  }

  /**
   * Returns this linter with other prefixes of annotations.
   *
   * @param value the prefixes under which suppressions are looked for
   * @return a changed linter
   */
  public Linter withPrefixes(AnnotationPrefixes value) {
    return new Linter(rules, severities, value);
  }

  /**
   * Returns the rules.
   *
   * @return an immutable list
   */
  public List<LintRule> rules() {
    return rules;
  }

  /**
   * Looks.
   *
   * @param input what is known; its suppressions, if any, come before those of annotations
   * @return what became of every rule
   */
  public LintReport lint(LintInput input) {
    Suppressions suppressions = suppressions(input);
    LintInput complete = input.with(Fact.SUPPRESSIONS, suppressions);
    return new LintReport(
        input.now(),
        rules.stream()
            .flatMap(rule -> rule.findings(complete).stream()
                .map(finding -> result(rule, finding, complete, suppressions)))
            .distinct()
            .toList());
  }

  private Suppressions suppressions(LintInput input) {
    Set<String> names =
        StandardRules.all().stream().map(rule -> rule.id().value()).collect(Collectors.toSet());
    rules.forEach(rule -> names.add(rule.id().value()));
    return input
        .find(Fact.SUPPRESSIONS)
        .orElse(Suppressions.NONE)
        .and(new SuppressionNotes(prefixes, names)
            .read(input.find(Fact.WORKLOADS).orElse(WorkloadSet.empty())));
  }

  private LintResult result(
      LintRule rule, Finding finding, LintInput input, Suppressions suppressions) {
    return new LintResult(
        rule,
        severities.getOrDefault(rule.id(), rule.severity()),
        finding.subject(),
        outcome(rule, finding, input, suppressions),
        place(rule, finding, input),
        finding.part());
  }

  private static Outcome outcome(
      LintRule rule, Finding finding, LintInput input, Suppressions suppressions) {
    if (!(finding.outcome() instanceof Violation violation)) {
      return finding.outcome();
    }
    Optional<Suppression> found =
        suppressions.of(rule.id().value(), finding.subject().name(), input.now());
    return found
        .<Outcome>map(known -> new Suppressed(violation, known.reason(), known.until()))
        .orElse(violation);
  }

  private static @Nullable SourcePlace place(LintRule rule, Finding finding, LintInput input) {
    WorkloadId id = finding.subject().workload();
    return id == null
        ? null
        : input
            .find(Fact.PLACES)
            .flatMap((ManifestPlaces places) -> places.of(id, rule.field(), finding.linesOf()))
            .orElse(null);
  }
}
