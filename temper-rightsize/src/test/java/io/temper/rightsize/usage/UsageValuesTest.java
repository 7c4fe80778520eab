package io.temper.rightsize.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.rightsize.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small values of the package, and what none of them can be. */
class UsageValuesTest {
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
