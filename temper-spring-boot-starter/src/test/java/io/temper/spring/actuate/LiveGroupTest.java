package io.temper.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveGroupTest {

  @Test
  void of_countsWhatTheKernelSees() {
    assertThat(LiveGroup.of(List.of(
            "main", "@Y:quartz-pool-thread-1", "@Y:quartz-pool-thread-22", "@L:checkout", "@X:no")))
        .containsExactly(
            new LiveGroup("checkout", "latency", 1), new LiveGroup("quartz-pool-", "yield", 2));
  }
}
