package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryUseTest {
  private static List<MemoryUse> looks(int... agent) {
    return IntStream.of(agent).mapToObj(a -> new MemoryUse(a * 1024L, 2_048)).toList();
  }

  @Test
  void growth_isFromTheSecondQuarterToTheLast() {
    MemoryUse growth = MemoryUse.growth(looks(10, 90, 100, 101, 102, 104, 160, 165));

    assertThat(growth).isEqualTo(new MemoryUse(64 * 1024, 0));
    assertThat(growth.isFlat()).isFalse();
    assertThat(growth)
        .hasToString("memory of the agent +64.0 MiB, of the kernel +0.0 MiB from the"
            + " second quarter to the last");
  }

  @Test
  void growth_ofTheStartOnly_isFlat() {
    assertThat(MemoryUse.growth(looks(10, 100, 100, 100, 101, 99, 100, 101)).isFlat())
        .isTrue();
  }

  @Test
  void growth_ofTooFewLooks_isAFailure() {
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> MemoryUse.growth(looks(1, 2, 3)))
        .withMessageContaining("3 times only");
  }
}
