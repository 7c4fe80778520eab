package io.temper.runtime.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.clock.ManualTicker;
import io.temper.runtime.restart.Circuit.Position;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {
  private static final RestartPolicy PATIENT = new RestartPolicy(
      3, Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

  private final ManualTicker ticker = new ManualTicker();
  private final RestartBudget budget = new RestartBudget(PATIENT, RestartMemory.none(), ticker);

  @Test
  void manyFaultsWithinTheWindow_areRememberedUpToTheBudget() {
    for (int i = 0; i < 1000; i++) {
      ticker.advance(Duration.ofSeconds(2));
      budget.fault("fault " + i);
    }
    assertThat(budget.circuit().faults()).hasSize(3).endsWith(ticker.now());
    assertThat(budget.circuit().reason()).isEqualTo("fault 999");
  }

  /** As while another scheduler is attached: the trial that comes then is on trial all the same. */
  @Test
  void pauseOfAnotherCause_doesNotMoveTheCircuit() {
    for (int i = 0; i < 3; i++) {
      budget.fault("fault " + i);
    }
    assertThat(budget.position()).isEqualTo(Position.OPEN);
    ticker.advance(Duration.ofSeconds(1));
    assertThat(budget.position()).isEqualTo(Position.HALF_OPEN);

    budget.putOff(Duration.ofMinutes(1));

    assertThat(budget.pauseLeft()).contains(Duration.ofMinutes(1));
    assertThat(budget.position()).isEqualTo(Position.HALF_OPEN);
    budget.fault("on trial");
    assertThat(budget.circuit().opened()).isEqualTo(2);
    assertThat(budget.position()).isEqualTo(Position.OPEN);
  }

  @Test
  void longReason_isCut() {
    budget.fault("x".repeat(100_000));
    assertThat(budget.circuit().reason()).hasSizeLessThan(2000).endsWith("...");
  }
}
