package io.temper.runtime.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartPolicyTest {
  @ParameterizedTest(name = "after {0} faults {1} s")
  @CsvSource({"1, 1", "2, 2", "3, 4", "9, 256", "10, 300", "1000, 300"})
  void pause_doublesUpToTheCooldown(int faults, long seconds) {
    assertThat(RestartPolicy.STANDARD.pauseAfter(faults)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest(name = "opened {0} times: {1} min")
  @CsvSource({"1, 5", "2, 10", "4, 40", "5, 60", "1000, 60"})
  void cooldown_doublesUpToTheLongest(int opened, long minutes) {
    assertThat(RestartPolicy.STANDARD.cooldownOf(opened)).isEqualTo(Duration.ofMinutes(minutes));
  }

  @Test
  void nonsense_isRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(0, Duration.ofHours(1)))
        .withMessageContaining("budget")
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(1, Duration.ofSeconds(1)))
        .withMessageContaining("PT1S");
  }

  private static RestartPolicy policy(int budget, Duration longest) {
    return new RestartPolicy(
        budget, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(1), longest);
  }
}
