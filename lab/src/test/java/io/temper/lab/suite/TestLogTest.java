package io.temper.lab.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.matrix.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestLogTest {
  private final List<String> shown = new ArrayList<>();
  private final TestLog log = new TestLog("4,smt=2", shown::add);

  private void lines(String... lines) {
    for (String line : lines) {
      log.accept(line);
    }
  }

  @Test
  void test_keepsItsRowsFiguresAndReason() {
    lines(
        "[started] A > b()",
        "[rows] 9 a",
        "[figure] p99 ms = 3.5",
        "a line of the test",
        "[failed] A > b()",
        "  java.lang.AssertionError: too late",
        "  something else");
    assertThat(log.ended()).singleElement().satisfies(test -> {
      assertThat(test.rows()).containsExactly("9", "a");
      assertThat(test.result().test()).isEqualTo("A > b()");
      assertThat(test.result().machine()).isEqualTo("4,smt=2");
      assertThat(test.result().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(test.result().reason()).isEqualTo("java.lang.AssertionError: too late");
      assertThat(test.result().figures()).containsEntry("p99 ms", "3.5").hasSize(1);
    });
    assertThat(shown).hasSize(6).contains("[figure] p99 ms = 3.5").doesNotContain("[rows] 9 a");
  }

  @Test
  void figuresOfOneTest_areNotThoseOfTheNext() {
    lines("[started] A > b()", "[rows] 1", "[figure] x = 1", "[passed] A > b()");
    lines("[started] A > c()", "[rows] ", "[passed] A > c()");
    assertThat(log.ended().get(1).rows()).isEmpty();
    assertThat(log.ended().get(1).result().figures()).isEmpty();
    assertThat(log.inTheMiddle()).isFalse();
  }

  @Test
  void testThatDiesWithTheGuest_isFailedForItsRows() {
    lines("[started] A > b()", "[rows] 16");
    assertThat(log.inTheMiddle()).isTrue();
    log.guestDied("the guest panicked\nand more");
    assertThat(log.ended()).singleElement().satisfies(test -> {
      assertThat(test.rows()).containsExactly("16");
      assertThat(test.result().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(test.result().reason()).isEqualTo("the guest panicked");
    });
  }
}
