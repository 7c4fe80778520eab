package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CpuQuantity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodLevelCpuTest {
  private static final CpuQuantity ONE = CpuQuantity.ofCpus(1);
  private static final CpuQuantity TWO = CpuQuantity.ofCpus(2);
  private static final CpuQuantity THREE = CpuQuantity.ofCpus(3);

  @Test
  void request_aboveTheLimit_isTheLimit() {
    assertThat(new PodLevelCpu(THREE, Optional.of(TWO), false).request()).isEqualTo(TWO);
    assertThat(new PodLevelCpu(ONE, Optional.of(TWO), false).request()).isEqualTo(ONE);
    assertThat(new PodLevelCpu(THREE, Optional.empty(), false).request()).isEqualTo(THREE);
  }

  @Test
  void ofOnly_whereThePodWritesNoRequest_isWhatTheContainerAsksForWithinTheLimitOfBoth() {
    var pod = new PodLevelCpu(ONE, Optional.of(TWO), false);
    assertThat(pod.ofOnly(container(THREE, Optional.empty())))
        .isEqualTo(new PodLevelCpu(TWO, Optional.of(TWO), false));
    assertThat(pod.ofOnly(container(ONE, Optional.of(ONE))))
        .isEqualTo(new PodLevelCpu(ONE, Optional.of(ONE), false));
  }

  @Test
  void ofOnly_whereThePodWritesARequestOrTheContainerAsksForNothing_isThatOfThePod() {
    var written = new PodLevelCpu(ONE, Optional.of(TWO), true);
    var limited = new PodLevelCpu(TWO, Optional.of(TWO), false);
    assertThat(written.ofOnly(container(THREE, Optional.empty()))).isEqualTo(written);
    assertThat(limited.ofOnly(container(CpuQuantity.ZERO, Optional.empty()))).isEqualTo(limited);
  }

  private static ListedContainer container(CpuQuantity request, Optional<CpuQuantity> limit) {
    return new ListedContainer("main", false, 0, request, limit, true, true, true, "");
  }
}
