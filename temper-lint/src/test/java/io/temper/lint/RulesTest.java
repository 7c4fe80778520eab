package io.temper.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lint.fact.Fact;
import io.temper.lint.rule.LintRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each rule says, and that no rule is without its cases. */
class RulesTest {
  static Stream<Case> cases() {
    return Stream.of(ManifestCases.all(), PlanCases.all(), PlacementCases.all(), NodeCases.all())
        .flatMap(all -> all);
  }

  static Stream<LintRule> rules() {
    return StandardRules.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lint_inEachCase_saysWhatItMust(Case one) {
    List<LintResult> results = Linter.standard().lint(one.input()).results().stream()
        .filter(result -> result.id().value().equals(one.rule()))
        .toList();

    assertThat(results)
        .isNotEmpty()
        .allSatisfy(result -> assertThat(result.outcome().label()).isEqualTo(one.outcome()));
    assertThat(results.stream().flatMap(result -> result.violation().stream()
            .map(violation -> result.subject() + ": " + violation.evidence())))
        .containsExactlyElementsOf(one.violations());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void cases_ofEachRule_areOfAllOutcomesThatItMayHave(LintRule rule) {
    Set<String> outcomes = cases()
        .filter(one -> one.rule().equals(rule.id().value()))
        .map(Case::outcome)
        .collect(Collectors.toSet());

    assertThat(outcomes).contains("violation", "pass");
    assertThat(outcomes).containsAnyOf("not_applicable", "could_not_check");
    if (!rule.needs().equals(List.of(Fact.SUPPRESSIONS))) {
      assertThat(outcomes).contains("could_not_check");
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findings_withoutAnyOneOfItsNeeds_areNeverAPass(LintRule rule) {
    for (Case one : cases().filter(any -> any.rule().equals(rule.id().value())).toList()) {
      for (Fact<?> need : rule.needs()) {
        assertThat(rule.findings(one.input().without(need, "not read")))
            .singleElement()
            .satisfies(
                finding -> assertThat(finding.outcome().label()).isEqualTo("could_not_check"))
            .satisfies(finding -> assertThat(finding.outcome().text()).startsWith("it needs "));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void texts_ofEachRule_areSentences(LintRule rule) {
    assertThat(rule.title()).isNotBlank().doesNotEndWith(".");
    assertThat(rule.why()).endsWith(".");
    assertThat(rule.remediation()).endsWith(".");
    assertThat(rule.needs()).isNotEmpty();
    assertThat(rule.help()).isEqualTo("docs/linter.md#" + rule.id());
  }

  @Test
  void messages_ofViolations_areOneLineThatNamesNoNull() {
    assertThat(cases().flatMap(one -> Linter.standard().lint(one.input()).violations().stream()))
        .allSatisfy(result -> assertThat(result.outcome().text())
            .isNotBlank()
            .doesNotContain("\n", "null", " 0 more")
            .doesNotEndWith(" "));
  }

  @Test
  void all_hasTheFourInvariantsAndTwentyMore() {
    assertThat(rules().map(rule -> rule.id().value()))
        .contains("smt_collision", "protected_fallback", "open_reserve", "layer_mismatch")
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(24);
  }
}
