package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.agent.FailureTable.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/failures.md} names tests as proofs: each of them is there and is run. */
class FailuresTest {

  private static final Path CHECKOUT = Path.of("..");

  static List<Proof> proofs() throws IOException {
    return FailureTable.read(CHECKOUT.resolve("docs/failures.md"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("proofs")
  void proof_isATestOfThisName(Proof proof) throws IOException {
    assertThat(new TestSources(CHECKOUT).tests(proof.type())).contains(proof.method());
  }

  @Test
  void table_isThere() throws IOException {
    assertThat(proofs()).hasSizeGreaterThan(20);
  }

  @Test
  void row_methodAlone_isOfTheClassBefore() {
    assertThat(FailureTable.proofs("| a | `b` | c | d | `XTest.a_b`, `c_d`; that: `YTest.e` |"))
        .containsExactly(
            new Proof("XTest", "a_b"), new Proof("XTest", "c_d"), new Proof("YTest", "e"));
  }

  @Test
  void row_withoutAProofOrWithAnythingElse_isRefused() {
    for (var row : List.of(
        "| a | `b` | c | d | none |", "| a | b | c | d | `alone` |", "| a | `X.y`, `io.X.y` |")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FailureTable.proofs(row))
          .withMessageContaining(row);
    }
  }

  @Test
  void tests_onlyMethodsThatJUnitRuns() {
    var source = """
          @Test
          void first_runs() {}

          @ParameterizedTest(name = "{0}")
          @ValueSource(ints = {1, 2})
          void second_runs(int i) {}

          /** A @Test of nothing. */
          private void third_isAHelper() {}

          @Test
          @Disabled("broken")
          void fourth_isOff() {}

          // @Test
          // void fifth_isGone() {}
        """;

    assertThat(TestSources.testsOf(source)).containsExactlyInAnyOrder("first_runs", "second_runs");
    assertThat(TestSources.testsOf("@Disabled\nclass ATest {\n" + source)).isEmpty();
  }

  @Test
  void tests_ofAClassThatIsNotThere_areNone() throws IOException {
    assertThat(new TestSources(CHECKOUT).tests("NoSuchTest")).isEmpty();
  }
}
