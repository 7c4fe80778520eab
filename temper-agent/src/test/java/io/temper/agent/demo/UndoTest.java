package io.temper.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndoTest {
  private final List<String> taken = new ArrayList<>();
  private final Undo undo = new Undo();

  @BeforeEach
  void threeStepsOfWhichTwoFail() {
    undo.push(() -> taken.add("detach"));
    undo.push(() -> fail("leave"));
    undo.push(() -> fail("freeze"));
  }

  private void fail(String step) {
    taken.add(step);
    throw new IllegalStateException(step);
  }

  @Test
  void close_pastFailures_takesEveryStepOnceAndTellsAll() {
    assertThatIllegalStateException()
        .isThrownBy(undo::close)
        .withMessage("freeze")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    undo.close();

    assertThat(taken).containsExactly("freeze", "leave", "detach");
  }

  @Test
  void closeAfter_aFailure_keepsThatAsTheReason() {
    var cause = new IllegalArgumentException("attach");
    undo.closeAfter(cause);

    assertThat(taken).containsExactly("freeze", "leave", "detach");
    assertThat(cause.getSuppressed()).hasSize(1);
  }
}
