package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StepRunTest {
  private final List<String> done = new ArrayList<>();
  private List<String> untyped = List.of();

  private StepOutcome run(String obstacle, int expected, Supplier<String> work, Integer... counts) {
    Queue<Integer> attachments = new ArrayDeque<>(List.of(counts));
    return new StepRun("a step", expected, () -> obstacle, attachments::remove, work, () -> untyped)
        .outcome();
  }

  private String work() {
    done.add("work");
    return "20 pods";
  }

  @Test
  void outcome_asPromised_hasTheFigures() {
    StepOutcome outcome = run("", 2, this::work, 5, 7);

    assertThat(outcome.kind()).isEqualTo(StepOutcome.Kind.PASSED);
    assertThat(outcome.title()).isEqualTo("a step");
    assertThat(outcome.figures()).isEqualTo("20 pods");
  }

  @Test
  void outcome_withoutAnAgentThatEnforces_isNotBegunAndFailed() {
    StepOutcome outcome = run("the kernel says disabled", 0, this::work, 5, 5);

    assertThat(outcome.kind()).isEqualTo(StepOutcome.Kind.FAILED);
    assertThat(outcome.figures()).isEqualTo("not begun: the kernel says disabled");
    assertThat(done).isEmpty();
  }

  @Test
  void outcome_anotherAttachment_isAFailureWithFigures() {
    StepOutcome outcome = run("", 0, this::work, 5, 6);

    assertThat(outcome.kind()).isEqualTo(StepOutcome.Kind.FAILED);
    assertThat(outcome.figures()).contains("attached 1 times and not 0", "20 pods");
  }

  @Test
  void outcome_commandOfThePageThatNobodyTyped_isAFailureWithFigures() {
    untyped = List.of("helm history temper");

    StepOutcome outcome = run("", 0, this::work, 5, 5);

    assertThat(outcome.kind()).isEqualTo(StepOutcome.Kind.FAILED);
    assertThat(outcome.figures()).contains("helm history temper", "20 pods");
  }

  @Test
  void outcome_failureOfTheStepAndOfItsCleaning_tellsBothTheFirstFirst() {
    StepOutcome outcome = run(
        "",
        0,
        () -> Cleaning.after(
            () -> {
              throw new StepFailure("not all pods run");
            },
            () -> {
              throw new StepFailure("no answer");
            }),
        5);

    assertThat(outcome.kind()).isEqualTo(StepOutcome.Kind.FAILED);
    assertThat(outcome.figures()).isEqualTo("not all pods run; and then, cleaning up: no answer");
  }
}
