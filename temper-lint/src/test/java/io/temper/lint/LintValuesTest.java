package io.temper.lint;

import static io.temper.lint.Samples.NOW;
import static io.temper.lint.Samples.nothing;
import static io.temper.lint.Samples.planned;
import static io.temper.lint.Samples.pod;
import static io.temper.lint.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.SchedulerWindow;
import io.temper.lint.fact.SourcePlace;
import io.temper.lint.fact.Suppression;
import io.temper.lint.fact.TierHistory;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Outcome;
import io.temper.lint.rule.RuleId;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.plan.EnforcementPlan;
import io.temper.tier.Tier;
import io.temper.workload.WorkloadId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LintValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "Smt", "smt-collision", "_smt", "smt_", "smt__x", "1smt", "smt x"})
  void ruleId_ofAnotherForm_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RuleId(text))
        .withMessage("not the name of a rule: '" + text + "': write it as in smt_collision");
  }

  @Test
  void severity_order_isWorstFirst() {
    assertThat(Severity.ERROR.isAtLeast(Severity.WARNING)).isTrue();
    assertThat(Severity.WARNING.isAtLeast(Severity.WARNING)).isTrue();
    assertThat(Severity.INFO.isAtLeast(Severity.WARNING)).isFalse();
    assertThat(Severity.ofLabel("info")).contains(Severity.INFO);
    assertThat(Severity.ofLabel("INFO")).isEmpty();
  }

  @Test
  void report_worst_isThatOfTheWorstViolation() {
    Linter linter = Linter.standard();
    LintInput warning = written(pod("web", Tier.CRITICAL, 0));
    LintInput error = planned("2c", pod("web", Tier.CRITICAL, 0), pod("huge", Tier.LOW, 2001));

    assertThat(linter.lint(warning).worst()).contains(Severity.WARNING);
    assertThat(linter.lint(error).worst()).contains(Severity.ERROR);
  }

  @Test
  void results_areSortedByRuleSubjectOutcomeAndText() {
    LintResult first = result("a", "x", new Outcome.CouldNotCheck("2"));
    List<LintResult> sorted = List.of(
        first,
        result("a", "x", new Outcome.NotApplicable("1")),
        result("a", "x", new Outcome.NotApplicable("2")),
        result("a", "y", new Outcome.CouldNotCheck("1")),
        result("b", "x", new Outcome.CouldNotCheck("1")));

    assertThat(new LintReport(
                NOW,
                List.of(sorted.get(4), sorted.get(2), sorted.get(0), sorted.get(3), sorted.get(1)))
            .results())
        .isEqualTo(sorted);
    assertThat(first).isEqualByComparingTo(result("a", "x", new Outcome.CouldNotCheck("2")));
  }

  @Test
  void results_ofPartsOfOneSubject_areSortedByPartAndKeepItWithAnyOutcome() {
    LintResult app = result("a", "x", "app", new Outcome.CouldNotCheck("2"));
    LintResult proxy = result("a", "x", "proxy", new Outcome.CouldNotCheck("1"));

    assertThat(new LintReport(NOW, List.of(proxy, app)).results()).containsExactly(app, proxy);
    assertThat(app.withOutcome(proxy.outcome())).isNotEqualTo(proxy);
    assertThat(app.about()).isEqualTo("layer x, app");
    assertThat(result("a", "x", new Outcome.Pass()).about()).isEqualTo("layer x");
  }

  @Test
  void finding_ofPart_isShownByTheLinesOfThatPartUnlessOthersWereNamed() {
    var whole = new Finding(Subject.ALL, new Outcome.Pass());

    assertThat(whole.ofPart("app").linesOf()).isEqualTo("app");
    assertThat(whole.ofPart("app").ofPart("proxy").linesOf()).isEqualTo("proxy");
    assertThat(whole.withLinesOf("proxy").ofPart("app"))
        .isEqualTo(new Finding(Subject.ALL, new Outcome.Pass(), "app", "proxy"));
  }

  @Test
  void key_withoutAPart_isThatOfTheWhole() {
    RuleId rule = new RuleId("a");
    assertThat(new PersistenceFilter.Key(rule, Subject.ALL))
        .isEqualTo(new PersistenceFilter.Key(rule, Subject.ALL, ""));
  }

  private static LintResult result(String rule, String subject, Outcome outcome) {
    return result(rule, subject, "", outcome);
  }

  private static LintResult result(String rule, String subject, String part, Outcome outcome) {
    LintRule named = LintRule.named(rule, LintScope.NODE, Severity.INFO).check(input -> List.of());
    return new LintResult(
        named, Severity.INFO, Subject.named(Subject.Kind.LAYER, subject), outcome, null, part);
  }

  @Test
  void outcomes_sayWhatIsToBeSaid() {
    var violation = new Outcome.Violation("broken", Evidence.names("a", "b"));
    List<Outcome> all = List.of(
        new Outcome.Pass(),
        violation,
        new Outcome.Suppressed(violation, "known", null),
        new Outcome.NotApplicable("none"),
        new Outcome.CouldNotCheck("missing"));

    assertThat(all)
        .extracting(outcome -> outcome.label() + ": " + outcome.text())
        .containsExactly(
            "pass: ",
            "violation: broken",
            "suppressed: broken (suppressed: known)",
            "not_applicable: none",
            "could_not_check: missing")
        .hasSize(Outcome.class.getPermittedSubclasses().length);
  }

  @Test
  void labels_areStable() {
    assertThat(List.of(LintScope.values()))
        .extracting(LintScope::label)
        .containsExactly("manifest", "plan", "node");
    assertThat(List.of(Severity.values()))
        .extracting(Severity::label)
        .containsExactly("error", "warning", "info");
    assertThat(List.of(Subject.Kind.values()))
        .extracting(Subject.Kind::label)
        .containsExactly("node", "workload", "layer", "process", "event");
  }

  @Test
  void evidence_ofATime_namesItsWindow() {
    assertThat(Evidence.atMost(3, 4, Unit.EVENTS).over(Duration.ofSeconds(2)))
        .hasToString("expected <= 3 events, observed 4 events in 2000 ms");
    assertThat(Evidence.atLeast(3, 2, Unit.CPU_MILLIS))
        .hasToString("expected >= 3 m, observed 2 m");
    assertThat(Evidence.of(2, 1, Unit.NONE)).hasToString("expected 2, observed 1");
    assertThat(Evidence.names("a", "b")).hasToString("expected a, observed b");
  }

  @Test
  void subjects_areSortedByKindAndName() {
    assertThat(List.of(
            Subject.ALL,
            Subject.of(WorkloadId.of("shop", "a")),
            Subject.of(WorkloadId.of("shop", "b")),
            Subject.named(Subject.Kind.LAYER, "a"),
            Subject.named(Subject.Kind.PROCESS, "a")))
        .isSorted()
        .extracting(Subject::toString)
        .containsExactly("node", "workload shop/a", "workload shop/b", "layer a", "process a");
  }

  @Test
  void kind_ofLabel_isTheInverseOfLabel() {
    for (Subject.Kind kind : Subject.Kind.values()) {
      assertThat(Subject.Kind.ofLabel(kind.label())).contains(kind);
    }
    assertThat(Subject.Kind.ofLabel("pod")).isEmpty();
  }

  @Test
  void suppression_withBlankParts_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Suppression(" ", "*", "r", null, "f"))
        .withMessageContaining("rule");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Suppression("r", "", "r", null, "f"))
        .withMessageContaining("subject");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Suppression("r", "*", " ", null, "f"))
        .withMessageContaining("reason");
  }

  @Test
  void sourcePlace_withoutNameOrLine_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SourcePlace(" ", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SourcePlace("f", 0));
    assertThat(new SourcePlace("f", 1)).hasToString("f:1");
  }

  @Test
  void input_unknownFact_isAnErrorOfTheRule() {
    assertThatIllegalStateException()
        .isThrownBy(() -> nothing().get(Fact.PLAN))
        .withMessageContaining("plan is not known");
    assertThat(nothing().knows(Fact.PLAN)).isFalse();
  }

  @Test
  void facts_namesAndTexts_areGivenOnce() {
    assertThat(Fact.all()).extracting(Fact::name).doesNotHaveDuplicates().hasSize(15);
    assertThat(Fact.all()).extracting(Fact::description).doesNotHaveDuplicates();
  }

  @Test
  void window_ofNoTime_isRefused() {
    SchedulerWindow window = Windows.of(Windows.stats("low"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SchedulerWindow(window.earlier(), window.later(), Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SchedulerWindow(window.earlier(), window.later(), Duration.ofNanos(-1)));
  }

  @Test
  void window_layerThatCameMeanwhile_isLeftOut() {
    SchedulerWindow window = new SchedulerWindow(
        Windows.of(Windows.stats("low")).later(),
        Windows.of(Windows.stats("low"), Windows.stats("high")).later(),
        Duration.ofSeconds(1));
    assertThat(window.layers()).extracting("name").containsExactly("low");
  }

  @Test
  void history_rememberWhatMovedAndForgetsItAfterTenMinutes() {
    EnforcementPlan low = plan(Tier.LOW);
    EnforcementPlan high = plan(Tier.HIGH);
    TierHistory moved = TierHistory.from(NOW).next(low, NOW).next(low, NOW).next(high, NOW);

    assertThat(moved.changes()).singleElement().satisfies(change -> {
      assertThat(change.from()).isEqualTo("low");
      assertThat(change.to()).isEqualTo("high");
      assertThat(change.at()).isEqualTo(NOW);
    });
    assertThat(moved.next(high, NOW.plus(TierHistory.KEPT)).changes()).hasSize(1);
    assertThat(moved.next(high, NOW.plus(TierHistory.KEPT).plusNanos(1)).changes())
        .isEmpty();
    assertThat(moved.since()).isEqualTo(NOW);
  }

  @Test
  void history_longestGap_isOfTheLooksThatAreRemembered() {
    EnforcementPlan plan = plan(Tier.LOW);
    TierHistory history = TierHistory.from(NOW).next(plan, NOW);
    assertThat(history.longestGap()).isZero();

    history = history.next(plan, NOW.plusSeconds(200)).next(plan, NOW.plusSeconds(210));
    assertThat(history.longestGap()).isEqualTo(Duration.ofSeconds(200));
    for (int i = 1; i <= 60; i++) {
      history = history.next(plan, NOW.plusSeconds(210 + 10 * i));
    }
    assertThat(history.longestGap()).isEqualTo(Duration.ofSeconds(10));
    assertThat(history.looks()).hasSize(61);
  }

  private static EnforcementPlan plan(Tier tier) {
    return planned("4c8t", pod("web", tier, 100)).get(Fact.PLAN);
  }
}
