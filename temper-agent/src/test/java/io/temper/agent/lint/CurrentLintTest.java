package io.temper.agent.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.report.agent.SampleObservation;
import io.temper.lint.LintReport;
import io.temper.runtime.feed.Reading;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.status.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrentLintTest {
  private static final long TAKEN = 77;
  private static final LintObservation CLEAN =
      new LintObservation(new LintReport(Instant.EPOCH, List.of()), Map.of());
  private static final LintObservation BAD = Objects.requireNonNull(
      SampleObservation.of(new NodeState.Enforcing(), Duration.ZERO, null).lint());

  private Reading<LintSample> reading = Reading.none(0);
  private long nanos = TAKEN;
  private final CurrentLint current = new CurrentLint(() -> reading, () -> nanos);

  private void found(LintObservation observation, long pauseSeconds) {
    reading = reading.answered(
        new LintSample(observation, TAKEN, Duration.ofSeconds(pauseSeconds)), TAKEN);
  }

  @Test
  void get_beforeTheFirstSample_isNothingAndNoProblem() {
    assertThat(current.get()).isEmpty();
    assertThat(current.problem()).isEmpty();
  }

  @Test
  void problem_firstSampleFails_isSaid() {
    reading = reading.failed("no reason");
    assertThat(current.problem()).contains("the linter finds nothing out: no reason");
  }

  @ParameterizedTest(name = "{0} s old with a pause of {1} s -> current {2}")
  @CsvSource({"0, 10, true", "30, 10, true", "31, 10, false", "375, 125, true", "376, 125, false"})
  void get_sampleOfAnAge_isCurrentForThreePauses(long age, long pause, boolean isCurrent) {
    found(BAD, pause);
    nanos += Duration.ofSeconds(age).toNanos();

    assertThat(current.get().isPresent()).isEqualTo(isCurrent);
    assertThat(current.problem().orElseThrow())
        .isEqualTo(
            isCurrent
                ? LintProblem.of(BAD).orElseThrow()
                : "the linter has not looked at this node for " + age + " s");
  }

  @Test
  void problem_feedThatFails_keepsNoViolationForEver() {
    found(BAD, 10);
    reading = reading.failed("out of memory");
    nanos += Duration.ofSeconds(30).toNanos();
    assertThat(current.get()).contains(BAD);

    nanos += 1;
    assertThat(current.get()).isEmpty();
    assertThat(current.problem())
        .contains("the linter has not looked at this node for 30 s: out of memory");
  }

  @Test
  void problem_nothingViolated_isNone() {
    found(CLEAN, 10);
    assertThat(current.problem()).isEmpty();
  }
}
