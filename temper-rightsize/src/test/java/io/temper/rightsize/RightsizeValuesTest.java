package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.workload.CpuQuantity;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small values of the package. */
class RightsizeValuesTest {
  @Test
  void labels_areStable() {
    assertThat(Arrays.stream(Verdict.values()).map(Verdict::label))
        .containsExactly("padded", "starved", "fits", "unknown");
    assertThat(Arrays.stream(Advice.values()).map(Advice::label))
        .containsExactly(
            "raise the request",
            "lower the request",
            "move the neighbour",
            "mind the limit",
            "leave as is");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, true", "1, 2, false", "1, , false", "0, , false"})
  void isGuaranteed_onlyIfRequestAndLimitAreTheSame(long request, Long limit, boolean guaranteed) {
    CurrentResources resources = new CurrentResources(
        CpuQuantity.ofMillis(request), Optional.ofNullable(limit).map(CpuQuantity::ofMillis));

    assertThat(resources.isGuaranteed()).isEqualTo(guaranteed);
  }

  @Test
  void context_withEachOfItsParts_keepsTheOthers() {
    JvmFacts jvm = JvmFacts.current(4, 1);
    var expected = new SizingContext(2, OptionalInt.of(8), OptionalInt.of(80), Optional.of(jvm));

    assertThat(SizingContext.PLAIN
            .withContainers(2)
            .withNodeCpus(8)
            .withHpaTarget(80)
            .withJvm(jvm))
        .isEqualTo(expected);
    assertThat(
            SizingContext.PLAIN.withJvm(jvm).withHpaTarget(80).withNodeCpus(8).withContainers(2))
        .isEqualTo(expected);
  }

  @Test
  void values_ofNothing_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SizingContext.PLAIN.withNodeCpus(0))
        .withMessageContaining("above 0: 1, OptionalInt[0]");
    assertThatIllegalArgumentException().isThrownBy(() -> SizingContext.PLAIN.withHpaTarget(0));
    assertThatIllegalArgumentException().isThrownBy(() -> SizingContext.PLAIN.withContainers(0));
    assertThatIllegalArgumentException().isThrownBy(() -> JvmFacts.current(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> JvmFacts.current(0, 1));
    assertThat(SizingContext.PLAIN
            .withNodeCpus(1)
            .withHpaTarget(1)
            .withContainers(1)
            .nodeCpus())
        .hasValue(1);
    assertThat(JvmFacts.current(1, 1).countsRequests()).isFalse();
  }

  @Test
  void level_ofADemand_isTheLargerOfSteadyAndRecent() {
    assertThat(new Demand(1, 2, 3, 9, 9, 9).level()).isEqualTo(3);
    assertThat(new Demand(1, 3, 2, 9, 9, 9).level()).isEqualTo(3);
  }
}
