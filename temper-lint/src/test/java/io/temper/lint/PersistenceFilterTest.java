package io.temper.lint;

import static io.temper.lint.Samples.millis;
import static io.temper.lint.Samples.nothing;
import static io.temper.lint.Samples.planned;
import static io.temper.lint.Samples.pod;
import static io.temper.lint.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.lint.PersistenceFilter.State;
import io.temper.lint.PersistenceFilter.Step;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.GroupUsage;
import io.temper.lint.fact.GroupUsages;
import io.temper.lint.fact.KernelEvents;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.NodeCondition;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistenceFilterTest {
  private static final String RULE = "not_enforcing";
  private static final Linter LINTER = Linter.standard();

  @Test
  void partsOfOneSubject_areRememberedApart() {
    var filter = new PersistenceFilter(2, 4);
    State state = State.EMPTY;
    for (String parts : List.of("app", "proxy", "app")) {
      state = filter.next(state, ofPart(parts)).state();
    }
    assertThat(filter.next(state, ofPart("")).report().results())
        .extracting(result -> result.part() + " " + result.outcome().label())
        .containsExactly(" could_not_check", "app violation", "proxy could_not_check");
  }

  private static LintReport ofPart(String part) {
    var finding = Finding.violation(
            Subject.named(Subject.Kind.LAYER, "high"), "broken", Evidence.names("a", "b"))
        .ofPart(part);
    LintRule rule =
        LintRule.named("own_rule", LintScope.NODE, Severity.ERROR).check(input -> List.of(finding));
    return Linter.of(List.of(rule)).lint(nothing());
  }

  private static LintInput node(char sample) {
    return switch (sample) {
      case 'x' -> in("ejected");
      case '.' -> in("enforcing");
      case '-' -> in("observing");
      default -> nothing();
    };
  }

  private static LintInput in(String state) {
    return nothing()
        .with(Fact.CONDITION, new NodeCondition(state, "why", Samples.NOW, 1, List.of()));
  }

  /** Returns what the last of the samples leads to. */
  private static String last(PersistenceFilter filter, String samples) {
    State state = State.EMPTY;
    String outcome = "";
    for (int i = 0; i < samples.length(); i++) {
      Step step = filter.next(state, LINTER.lint(node(samples.charAt(i))));
      state = step.state();
      List<LintResult> results = step.report().results().stream()
          .filter(result -> result.id().value().equals(RULE))
          .toList();
      assertThat(results).hasSize(1);
      outcome = results.get(0).outcome().label();
    }
    return outcome;
  }

  /** A violation is x, a pass is a dot, what does not apply a hyphen, what could not be checked ?. */
  @ParameterizedTest
  @CsvSource({
    "x, could_not_check",
    "xx, could_not_check",
    "xxx, violation",
    "x.x.x, violation",
    "xxx., violation",
    "xxx.., violation",
    "xxx..., could_not_check",
    "xxx...., could_not_check",
    "xxx....., pass",
    "x....., pass",
    "x...., could_not_check",
    "., pass",
    "-, not_applicable",
    "xxx?, could_not_check",
    "xx?x, violation",
    "xx-x, violation",
    "?, could_not_check",
  })
  void next_threeOfFive_countsFromTheThirdOn(String samples, String outcome) {
    assertThat(last(PersistenceFilter.STANDARD, samples)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"x, violation", "x., pass"})
  void next_oneOfOne_isTheSampleItself(String samples, String outcome) {
    assertThat(last(new PersistenceFilter(1, 1), samples)).isEqualTo(outcome);
  }

  @Test
  void next_theMostSamples_areRemembered() {
    var filter = new PersistenceFilter(1, PersistenceFilter.MOST);
    assertThat(last(filter, "x" + ".".repeat(PersistenceFilter.MOST - 1))).isEqualTo("violation");
    assertThat(last(filter, "x" + ".".repeat(PersistenceFilter.MOST))).isEqualTo("pass");
  }

  /** A rescue in one window is one, however many windows without any follow. */
  @ParameterizedTest
  @CsvSource({
    "x, violation",
    "x...., violation",
    "x....., pass",
    "x?, could_not_check",
    "?, could_not_check"
  })
  void next_whatHappened_countsAtOnceAndForFiveSamples(String samples, String outcome) {
    State state = State.EMPTY;
    String last = "";
    for (int i = 0; i < samples.length(); i++) {
      char sample = samples.charAt(i);
      LintInput input = nothing();
      if (sample != '?') {
        input = input.with(
            Fact.EVENTS,
            new KernelEvents(
                new TreeMap<>(Map.of("SCX_EV_BYPASS_ACTIVATE", sample == 'x' ? 1L : 0L)),
                Duration.ofSeconds(10)));
      }
      Step step = PersistenceFilter.STANDARD.next(state, LINTER.lint(input));
      state = step.state();
      last = step.report().results().stream()
          .filter(result -> result.id().value().equals("kernel_fallback_growing"))
          .findFirst()
          .orElseThrow()
          .outcome()
          .label();
    }
    assertThat(last).isEqualTo(outcome);
  }

  @Test
  void next_pending_saysHowOftenItWasSeen() {
    Step step = PersistenceFilter.STANDARD.next(State.EMPTY, LINTER.lint(node('x')));
    assertThat(step.report().ofOutcome("could_not_check"))
        .filteredOn(result -> result.id().value().equals(RULE))
        .singleElement()
        .satisfies(result -> assertThat(result.outcome().text())
            .isEqualTo("it was seen in 1 of the last 5 samples, and counts from 3 on"));
  }

  /** Critical is throttled in each of three samples, high in the first only. */
  @Test
  void next_subjectsOfOneRule_areCountedEachByItself() {
    State state = State.EMPTY;
    Step step = new Step(new LintReport(Samples.NOW, List.of()), state);
    for (LintInput sample :
        List.of(throttled("critical", "high"), throttled("critical"), throttled("critical"))) {
      step = PersistenceFilter.STANDARD.next(state, LINTER.lint(sample));
      state = step.state();
    }

    assertThat(step.report().results())
        .filteredOn(result -> result.id().value().equals("critical_throttled"))
        .extracting(result -> result.subject() + " " + result.outcome().label())
        .containsExactly("workload shop/critical violation", "workload shop/high could_not_check");
    assertThat(state.tracks().keySet().stream().sorted())
        .extracting(key -> key.rule() + " " + key.subject())
        .containsExactly(
            "critical_throttled workload shop/critical", "critical_throttled workload shop/high");
  }

  private static LintInput throttled(String... names) {
    List<GroupUsage> usages = Stream.of("critical", "high")
        .map(name -> new GroupUsage(
            new CgroupPath("/" + name),
            millis(1),
            1,
            millis(1),
            List.of(names).contains(name) ? Duration.ofSeconds(1) : Duration.ZERO))
        .toList();
    return planned("4c8t", pod("critical", Tier.CRITICAL, 1000), pod("high", Tier.HIGH, 1000))
        .with(Fact.GROUPS, new GroupUsages(usages, Windows.TEN_SECONDS));
  }

  /** What is remembered of one rule is not touched by what another one sees. */
  @Test
  void next_rulesBesideEachOther_areCountedEachByItself() {
    LintInput both = throttled("critical")
        .with(Fact.CONDITION, new NodeCondition("ejected", "why", Samples.NOW, 1, List.of()));
    Step first = PersistenceFilter.STANDARD.next(State.EMPTY, LINTER.lint(both));
    Step second = PersistenceFilter.STANDARD.next(first.state(), LINTER.lint(node('x')));

    assertThat(second.state().tracks())
        .extractingFromEntries(entry ->
            entry.getKey().rule() + " " + Long.toBinaryString(entry.getValue().samples()))
        .containsExactlyInAnyOrder("critical_throttled 1", "not_enforcing 11");
  }

  @Test
  void next_otherScopes_areNotTouched() {
    LintReport sample = LINTER.only(LintScope.MANIFEST).lint(written(pod("web", Tier.CRITICAL, 0)));
    Step step = PersistenceFilter.STANDARD.next(State.EMPTY, sample);

    assertThat(step.report()).isEqualTo(sample);
    assertThat(step.state()).isEqualTo(State.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 1", "1, 63"})
  void new_outOfRange_isRefused(int needed, int of) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersistenceFilter(needed, of))
        .withMessageContaining("1 <= N <= M <= 62");
  }
}
