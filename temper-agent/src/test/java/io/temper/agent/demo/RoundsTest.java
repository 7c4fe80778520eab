package io.temper.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.agent.demo.measure.Arm;
import io.temper.agent.demo.measure.Latencies;
import io.temper.agent.demo.measure.Metric;
import io.temper.agent.demo.node.CgroupDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration WINDOW = Duration.ofMillis(200);
  private static final Duration SETTLE = Duration.ofMillis(50);

  private final FakeStage stage = new FakeStage();
  private final List<String> progress = new ArrayList<>();

  /** Remembers what it was asked; fails in one arm when a test says so. */
  private static final class FakeStage implements Stage {
    final List<String> calls = new ArrayList<>();
    Arm failing = Arm.STOCK_IDLE;
    boolean fails;

    @Override
    public Setting enter(Arm arm, int round) {
      calls.add("enter " + arm.id() + " " + round);
      return () -> calls.add("leave " + arm.id());
    }

    @Override
    public Reading measure(Duration time) {
      calls.add("measure " + time.toMillis());
      if (fails && calls.contains("enter " + failing.id() + " 0")) {
        throw new TemperException("redis ended");
      }
      return new Reading(time, Latencies.of(1_000_000, 3_000_000), 7);
    }
  }

  private Rounds rounds(int count, Arm... arms) {
    var options = new DemoOptions(count, WINDOW, SETTLE, 4, 5, CgroupDriver.SYSTEMD, List.of(arms));
    return new Rounds(options, progress::add);
  }

  @Test
  void run_settlesMeasuresAndLeavesEachArmBeforeTheNext() {
    rounds(1, Arm.STOCK_IDLE, Arm.STOCK_FULL).run(stage);
    assertThat(stage.calls)
        .containsExactly(
            "enter stock-idle 0",
            "measure 50",
            "measure 200",
            "leave stock-idle",
            "enter stock-full 0",
            "measure 50",
            "measure 200",
            "leave stock-full");
  }

  @Test
  void run_changesTheOrderFromRoundToRound() {
    rounds(2, Arm.STOCK_IDLE, Arm.STOCK_FULL).run(stage);
    assertThat(stage.calls.stream().filter(c -> c.startsWith("enter")))
        .containsExactly(
            "enter stock-idle 0", "enter stock-full 0", "enter stock-full 1", "enter stock-idle 1");
  }

  @Test
  void run_keepsEverySampleAndTellsOfIt() {
    var results = rounds(3, Arm.STOCK_IDLE, Arm.STOCK_FULL).run(stage);
    assertThat(results.series(Arm.STOCK_FULL, Metric.P99)).containsExactly(3.0, 3.0, 3.0);
    assertThat(results.series(Arm.STOCK_FULL, Metric.BATCH)).containsExactly(7.0, 7.0, 7.0);
    assertThat(results.series(Arm.STOCK_IDLE, Metric.BATCH))
        .as("a frozen batch does nothing")
        .containsExactly(0.0, 0.0, 0.0);
    assertThat(progress).hasSize(6).last().asString().contains("round 3/3", "3.00 ms");
  }

  @Test
  void run_thatFails_leavesTheArmAndEnds() {
    stage.fails = true;
    stage.failing = Arm.STOCK_FULL;
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(
            () -> rounds(2, Arm.STOCK_IDLE, Arm.STOCK_FULL, Arm.FIFO_FULL).run(stage))
        .withMessage("redis ended");
    assertThat(stage.calls).last().isEqualTo("leave stock-full");
  }
}
