package io.temper.lint;

import static io.temper.lint.Samples.NOW;
import static io.temper.lint.Samples.annotated;
import static io.temper.lint.Samples.limitedInParts;
import static io.temper.lint.Samples.nothing;
import static io.temper.lint.Samples.planned;
import static io.temper.lint.Samples.pod;
import static io.temper.lint.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ManifestField;
import io.temper.lint.fact.ManifestPlaces;
import io.temper.lint.fact.SourcePlace;
import io.temper.lint.fact.Suppression;
import io.temper.lint.fact.Suppressions;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Outcome.Suppressed;
import io.temper.lint.rule.Outcome.Violation;
import io.temper.lint.rule.RuleId;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.tier.Tier;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinterTest {
  private static final String RULE = "critical_without_request";
  private static final Workload WEB = pod("web", Tier.CRITICAL, 0);

  private static LintResult resultOf(LintReport report) {
    return report.results().stream()
        .filter(result -> result.id().value().equals(RULE))
        .findFirst()
        .orElseThrow();
  }

  private static LintInput suppressed(String rule, String subject, @Nullable LocalDate until) {
    return written(WEB)
        .with(
            Fact.SUPPRESSIONS,
            new Suppressions(
                List.of(new Suppression(rule, subject, "known", until, "f:1")), List.of()));
  }

  @Test
  void lint_anyOrderOfWorkloads_givesEqualReports() {
    Workload db = pod("db", Tier.CRITICAL, 0);
    assertThat(Linter.standard().lint(planned("4c8t", WEB, db)))
        .isEqualTo(Linter.standard().lint(planned("4c8t", db, WEB)));
  }

  @Test
  void lint_severalContainersOfAPod_giveResultsThatNameTheirPart() {
    LintInput input = planned("4c8t", limitedInParts("web", Tier.HIGH, "proxy 100m", "app 500m"));

    assertThat(partsOf("limit_below_one_cpu", input)).containsExactly("app", "proxy");
    assertThat(partsOf("limit_not_enforced", input)).containsExactly("");
  }

  private static List<String> partsOf(String rule, LintInput input) {
    return Linter.standard().lint(input).violations().stream()
        .filter(result -> result.id().value().equals(rule))
        .map(LintResult::part)
        .toList();
  }

  @Test
  void lint_nothing_checksNothingAndPassesNothing() {
    LintReport report = Linter.standard().lint(nothing());

    assertThat(report.ofOutcome("pass")).isEmpty();
    assertThat(report.violations()).isEmpty();
    assertThat(report.worst()).isEmpty();
    assertThat(report.results()).hasSameSizeAs(StandardRules.all());
  }

  @Test
  void lint_missingFact_saysWhichAndWhy() {
    LintReport report = Linter.standard().lint(nothing().without(Fact.WORKLOADS, "no permission"));

    assertThat(resultOf(report).outcome().text())
        .isEqualTo("it needs the workloads: no permission");
    assertThat(resultOf(Linter.standard().lint(nothing())).outcome().text())
        .isEqualTo("it needs the workloads: it was not given");
  }

  @ParameterizedTest
  @CsvSource({
    "critical_without_request, shop/web, true",
    "critical_without_request, shop/*, true",
    "critical_without_request, *, true",
    "critical_without_request, shop/we?, true",
    "critical_without_request, web, false",
    "request_missing, *, false",
  })
  void lint_suppression_coversItsRuleAndSubjectsOnly(String rule, String subject, boolean covers) {
    LintResult result = resultOf(Linter.standard().lint(suppressed(rule, subject, null)));

    assertThat(result.outcome() instanceof Suppressed).isEqualTo(covers);
    assertThat(result.isViolation()).isEqualTo(!covers);
    assertThat(result.violation()).isPresent();
  }

  @Test
  void lint_suppressionPastItsLastDay_suppressesNothingAndIsReported() {
    LocalDate today = LocalDate.of(2026, 6, 1);
    LintReport valid = Linter.standard().lint(suppressed(RULE, "*", today));
    LintReport expired = Linter.standard().lint(suppressed(RULE, "*", today.minusDays(1)));

    assertThat(resultOf(valid).outcome())
        .isInstanceOfSatisfying(Suppressed.class, outcome -> assertThat(outcome.text())
            .isEqualTo("shop/web is critical and requests no CPU (suppressed until 2026-06-01:"
                + " known)"));
    assertThat(resultOf(expired).outcome()).isInstanceOf(Violation.class);
    assertThat(expired.violations())
        .extracting(result -> result.id().value())
        .contains("suppression_expired");
  }

  @Test
  void lint_expiredSuppressionBeforeOneThatCounts_usesTheLatter() {
    var suppressions = new Suppressions(
        List.of(
            new Suppression(RULE, "*", "old", LocalDate.of(2020, 1, 1), "f:1"),
            new Suppression(RULE, "*", "new", null, "f:2")),
        List.of());
    LintReport report = Linter.standard().lint(written(WEB).with(Fact.SUPPRESSIONS, suppressions));

    assertThat(resultOf(report).outcome())
        .isInstanceOfSatisfying(
            Suppressed.class, outcome -> assertThat(outcome.reason()).isEqualTo("new"));
  }

  @ParameterizedTest
  @CsvSource({
    "lint-ignore.temper.io/, true",
    "lint-ignore.infera.io/, true",
    "lint-ignore.temper.codes/, true",
    "temper.io/lint-ignore-, false",
  })
  void lint_annotation_suppressesUnderEachPrefix(String start, boolean suppresses) {
    Workload noted = WEB.toBuilder()
        .annotations(Map.of(start + RULE, "a probe (until 2027-01-31)"))
        .build();
    LintReport report = Linter.standard().lint(written(noted, pod("db", Tier.CRITICAL, 0)));

    assertThat(report.ofOutcome("suppressed")).hasSize(suppresses ? 1 : 0);
    assertThat(report.violations())
        .filteredOn(result -> result.id().value().equals(RULE))
        .hasSize(suppresses ? 1 : 2);
    assertThat(report.ofOutcome("suppressed")).allSatisfy(result -> assertThat(result.outcome())
        .isEqualTo(new Suppressed(
            result.violation().orElseThrow(), "a probe", LocalDate.of(2027, 1, 31))));
  }

  @Test
  void withPrefixes_readsThoseOnly() {
    Linter linter = Linter.standard().withPrefixes(new AnnotationPrefixes("acme.com/", List.of()));
    assertThat(linter
            .lint(written(annotated("a", "lint-ignore.temper.io/" + RULE, "")))
            .violations())
        .isEmpty();
    assertThat(linter
            .lint(written(annotated("a", "lint-ignore.acme.com/" + RULE, "")))
            .violations())
        .hasSize(1);
  }

  @Test
  void lint_suppressionOfARuleThatThisLinterDoesNotAsk_isUnderstoodAllTheSame() {
    LintReport report = Linter.standard()
        .only(LintScope.MANIFEST)
        .lint(written(annotated("a", "lint-ignore.temper.io/open_reserve", "a probe")));

    assertThat(report.violations()).isEmpty();
  }

  @Test
  void lint_suppressionOfARuleOfOnesOwn_suppressesIt() {
    LintRule own = LintRule.named("own_rule", LintScope.MANIFEST, Severity.ERROR)
        .needs(Fact.WORKLOADS)
        .check(input -> input.get(Fact.WORKLOADS).stream()
            .map(workload ->
                Finding.violation(Subject.of(workload.id()), "always", Evidence.names("a", "b")))
            .toList());

    LintReport report = Linter.of(List.of(own))
        .lint(written(annotated("a", "lint-ignore.temper.io/own_rule", "a probe"), WEB));

    assertThat(report.ofOutcome("suppressed"))
        .extracting(result -> result.subject().name())
        .containsExactly("shop/a");
    assertThat(report.violations())
        .extracting(result -> result.subject().name())
        .containsExactly("shop/web");
  }

  @Test
  void withSeverity_changesOneRule() {
    Linter linter = Linter.standard().withSeverity(new RuleId(RULE), Severity.ERROR);

    assertThat(resultOf(linter.lint(written(WEB))).severity()).isEqualTo(Severity.ERROR);
    assertThat(resultOf(Linter.standard().lint(written(WEB))).severity())
        .isEqualTo(Severity.WARNING);
    assertThat(linter.lint(written(WEB)).worst()).contains(Severity.ERROR);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Linter.standard().withSeverity(new RuleId("other"), Severity.INFO))
        .withMessage("there is no rule 'other'");
  }

  @Test
  void only_keepsTheRulesOfAScope() {
    Linter linter = Linter.standard().only(LintScope.PLAN, LintScope.NODE);

    assertThat(linter.rules()).extracting(LintRule::scope).contains(LintScope.PLAN, LintScope.NODE);
    assertThat(linter.rules()).extracting(LintRule::scope).doesNotContain(LintScope.MANIFEST);
    assertThat(linter.only(LintScope.MANIFEST).rules()).isEmpty();
  }

  @Test
  void of_sameNameTwice_isRefused() {
    List<LintRule> twice =
        List.of(StandardRules.all().get(0), StandardRules.all().get(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Linter.of(twice))
        .withMessage("two rules have the name critical_without_request");
  }

  @Test
  void lint_placeOfAWorkload_isThatOfTheRulesFieldElseOfTheWhole() {
    WorkloadId id = WEB.id();
    SourcePlace whole = new SourcePlace("pods.yaml", 3);
    SourcePlace resources = new SourcePlace("pods.yaml", 9);
    var both = new ManifestPlaces(
        Map.of(id, Map.of(ManifestField.WORKLOAD, whole, ManifestField.RESOURCES, resources)));
    var one = new ManifestPlaces(Map.of(id, Map.of(ManifestField.WORKLOAD, whole)));

    assertThat(resultOf(Linter.standard().lint(written(WEB).with(Fact.PLACES, both)))
            .place())
        .isEqualTo(resources);
    assertThat(resultOf(Linter.standard().lint(written(WEB).with(Fact.PLACES, one)))
            .place())
        .isEqualTo(whole);
    assertThat(resultOf(Linter.standard().lint(written(WEB))).place()).isNull();
  }

  @Test
  void lint_placeOfAPart_isThatOfItsResourcesElseOfTheWorkloads() {
    var limited = limitedInParts("web", Tier.HIGH, "app 500m", "log 100m");
    SourcePlace resources = new SourcePlace("pods.yaml", 9);
    SourcePlace log = new SourcePlace("pods.yaml", 14);
    var places = new ManifestPlaces(
        Map.of(limited.id(), Map.of(ManifestField.RESOURCES, resources)),
        Map.of(limited.id(), Map.of("log", log)));

    var results =
        Linter.standard().lint(written(limited).with(Fact.PLACES, places)).results();

    assertThat(results.stream()
            .filter(result -> result.id().value().equals("limit_below_one_cpu"))
            .map(result -> result.place() + " " + result.outcome().text()))
        .containsExactly(
            "pods.yaml:9 app of shop/web is limited to 500m CPU, less than one thread can use",
            "pods.yaml:14 log of shop/web is limited to 100m CPU, less than one thread can use");
  }

  @Test
  void merge_keepsEachResultOnce() {
    LintReport one = Linter.standard().lint(written(WEB));
    LintReport other = Linter.standard().lint(written(pod("db", Tier.CRITICAL, 0)));
    LintReport both = LintReport.merge(NOW, List.of(one, other, one));

    assertThat(both.violations()).hasSize(2);
    assertThat(both.results()).doesNotHaveDuplicates().isSorted();
  }
}
