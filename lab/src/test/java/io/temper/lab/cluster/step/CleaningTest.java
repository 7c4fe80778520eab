package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleaningTest {
  private final List<String> done = new ArrayList<>();

  private static String fail(String message) {
    throw new StepFailure(message);
  }

  @Test
  void after_work_cleansInOrderAndReturnsTheResult() {
    String result = Cleaning.after(() -> "seen", () -> done.add("one"), () -> done.add("two"));

    assertThat(result).isEqualTo("seen");
    assertThat(done).containsExactly("one", "two");
  }

  @Test
  void after_workThatFails_itsMessageIsThrownAndEverythingIsCleaned() {
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> Cleaning.after(
            () -> fail("not all pods run"), () -> fail("no deployment"), () -> done.add("pods")))
        .withMessage("not all pods run")
        .satisfies(e -> assertThat(e.getSuppressed())
            .extracting(Throwable::getMessage)
            .containsExactly("no deployment"));
    assertThat(done).containsExactly("pods");
  }

  @Test
  void after_cleaningThatFails_isThrownOnceEverythingIsCleaned() {
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(
            () -> Cleaning.after(() -> "seen", () -> fail("no deployment"), () -> done.add("pods")))
        .withMessage("no deployment");
    assertThat(done).containsExactly("pods");
  }
}
