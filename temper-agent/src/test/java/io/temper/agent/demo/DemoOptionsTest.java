package io.temper.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.agent.demo.measure.Arm;
import io.temper.agent.demo.node.CgroupDriver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {
  private static DemoOptions of(Arm... arms) {
    return new DemoOptions(
        3, Duration.ofSeconds(1), Duration.ZERO, 4, 5, CgroupDriver.SYSTEMD, List.of(arms));
  }

  @Test
  void armNamedTwice_isRefusedBeforeAnythingIsMeasured() {
    Arm first = Arm.STOCK_IDLE;
    Arm second = Arm.STOCK_FULL;

    assertThat(of(first, second).arms()).containsExactly(first, second);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(first, second, first))
        .withMessageContaining("once");
  }
}
