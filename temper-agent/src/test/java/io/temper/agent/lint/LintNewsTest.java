package io.temper.agent.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.lint.LintNews.Line;
import io.temper.agent.report.agent.SampleStatus;
import io.temper.lint.LintReport;
import io.temper.lint.LintResult;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Outcome.Violation;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LintNewsTest {
  private final LintNews news = new LintNews();

  @Test
  void since_partsOfOneSubject_comeAndGoApart() {
    news.since(ofParts("app", "proxy"));
    assertThat(news.since(ofParts("app")))
        .containsExactly(
            new Line(false, "open_reserve (layer layer10, proxy) is no longer violated"));
  }

  private static LintReport ofParts(String... parts) {
    return new LintReport(
        SampleStatus.NOW,
        Stream.of(parts)
            .map(part -> new LintResult(
                rule(LintScope.NODE),
                Severity.ERROR,
                Subject.named(Subject.Kind.LAYER, "layer10"),
                new Violation("fault", Evidence.names("a", "b")),
                null,
                part))
            .toList());
  }

  private static LintRule rule(LintScope scope) {
    return LintRule.named("open_reserve", scope, Severity.ERROR).check(input -> List.of());
  }

  private static LintReport report(LintScope scope, int violations) {
    LintRule rule = rule(scope);
    return new LintReport(
        SampleStatus.NOW,
        IntStream.range(0, violations)
            .mapToObj(i -> new LintResult(
                rule,
                Severity.ERROR,
                Subject.named(Subject.Kind.LAYER, "layer" + (10 + i)),
                new Violation("fault " + (10 + i), Evidence.names("a", "b")),
                null))
            .toList());
  }

  @Test
  void since_violationThatStays_isToldWhenItComesAndWhenItGoes() {
    assertThat(news.since(report(LintScope.NODE, 1)))
        .containsExactly(new Line(true, "open_reserve: fault 10"));
    assertThat(news.since(report(LintScope.NODE, 1))).isEmpty();
    assertThat(news.since(report(LintScope.NODE, 0)))
        .containsExactly(new Line(false, "open_reserve (layer layer10) is no longer violated"));
    assertThat(news.since(report(LintScope.NODE, 0))).isEmpty();
  }

  @Test
  void since_many_areTenLinesAndANumber() {
    assertThat(news.since(report(LintScope.NODE, 10))).hasSize(10);
    assertThat(new LintNews().since(report(LintScope.NODE, 12)))
        .hasSize(11)
        .last()
        .isEqualTo(new Line(true, "2 more; see 'temper lint'"));
  }

  @Test
  void since_whatIsWritten_isNoNewsOfTheNode() {
    assertThat(news.since(report(LintScope.MANIFEST, 1))).isEmpty();
  }
}
