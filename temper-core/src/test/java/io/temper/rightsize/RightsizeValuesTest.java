package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
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

  @Test
  void containerIds_areSortedByNamespaceWorkloadAndContainer() {
    List<ContainerId> sorted = List.of(
        new ContainerId("a", "b", "c"),
        new ContainerId("a", "c", ""),
        new ContainerId("a", "c", "b"),
        new ContainerId("b", "a", "a"));

    assertThat(Stream.of(2, 0, 3, 1).map(sorted::get).sorted().toList()).isEqualTo(sorted);
    assertThat(sorted.get(0)).isEqualByComparingTo(new ContainerId("a", "b", "c"));
    assertThat(sorted.get(0)).hasToString("a/b/c");
    assertThat(sorted.get(1)).hasToString("a/c");
  }

  @ParameterizedTest
  @CsvSource({"' ', a", "a, ''"})
  void containerId_withoutNamespaceOrWorkload_isRefused(String namespace, String workload) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContainerId(namespace, workload, ""))
        .withMessageContaining("must not be blank");
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
  void throttling_thatCannotBe_isRefused() {
    Duration none = Duration.ZERO;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Throttling(1, -1, none))
        .withMessage("of 1 periods -1 cannot have been throttled");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Throttling(0, 0, Duration.ofNanos(-1)))
        .withMessage("a throttled time must not be negative: PT-0.000000001S");
    assertThat(new Throttling(1, 1, none).periods()).isEqualTo(1);
  }

  @Test
  void level_ofADemand_isTheLargerOfSteadyAndRecent() {
    assertThat(new Demand(1, 2, 3, 9, 9, 9).level()).isEqualTo(3);
    assertThat(new Demand(1, 3, 2, 9, 9, 9).level()).isEqualTo(3);
  }

  @ParameterizedTest(name = "ran {0} s, waited {1} s")
  @CsvSource({"5, 5, 5, 5", "0, 10, 0, 10", "12, 8, 6, 4", "4, 4, 4, 4"})
  void within_aWindow_keepsTheProportions(long ran, long waited, long keptRan, long keptWaited) {
    ThreadUse use = new ThreadUse(Duration.ofSeconds(ran), Duration.ofSeconds(waited));

    assertThat(use.within(Duration.ofSeconds(10)))
        .isEqualTo(new ThreadUse(Duration.ofSeconds(keptRan), Duration.ofSeconds(keptWaited)));
  }

  @Test
  void since_aCounterThatWentBack_isNothingOfIt() {
    ThreadUse earlier = new ThreadUse(Duration.ofSeconds(5), Duration.ofSeconds(5));

    assertThat(new ThreadUse(Duration.ofSeconds(4), Duration.ofSeconds(7)).since(earlier))
        .isEqualTo(new ThreadUse(Duration.ZERO, Duration.ofSeconds(2)));
    assertThat(new ThreadUse(Duration.ofSeconds(7), Duration.ofSeconds(4)).since(earlier))
        .isEqualTo(new ThreadUse(Duration.ofSeconds(2), Duration.ZERO));
  }

  @Test
  void threadUse_ofNegativeWait_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThreadUse(Duration.ZERO, Duration.ofSeconds(-1)))
        .withMessage("a wait must not be negative: PT-1S");
  }

  @Test
  void sample_ofNegativeNumbers_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.at(0).restarts(-1).build())
        .withMessageContaining("a count must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.at(0).runnable(List.of(0, -1)).build())
        .withMessageContaining("[0, -1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.at(0).siblingBusy(-0.1).build())
        .withMessageContaining("0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Samples.at(0).delayedBy(Map.of("low", Duration.ofSeconds(-1))).build())
        .withMessage("a delay by low must not be negative: PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.at(0).run(Duration.ofSeconds(-1)).build())
        .withMessageContaining("a run time");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UsageSample.builder(Samples.START, Duration.ofSeconds(-1)));
  }
}
