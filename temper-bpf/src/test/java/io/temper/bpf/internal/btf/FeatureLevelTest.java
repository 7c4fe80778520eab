package io.temper.bpf.internal.btf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureLevelTest {
  private static FeatureLevel of(BtfBuilder kernel) {
    return FeatureLevel.of(SchedExtBtf.of(Btf.parse(ByteBuffer.wrap(kernel.build()))));
  }

  @ParameterizedTest
  @CsvSource({
    "FL0, enqueue,              scx_bpf_now",
    "FL1, enqueue,              scx_bpf_events",
    "FL2, cgroup_set_bandwidth, scx_bpf_events",
    "FL3, cgroup_set_bandwidth, scx_bpf_events scx_bpf_task_set_slice",
    "FL4, cgroup_set_bandwidth, scx_bpf_events scx_bpf_task_set_slice scx_bpf_dsq_reenq"
  })
  void level_isWhatTheSymbolsShow(FeatureLevel level, String operation, String functions) {
    var kernel = new BtfBuilder().struct("sched_ext_ops", "enqueue", operation);
    for (String function : functions.split(" ", -1)) {
      kernel.function(function, "task");
    }
    assertThat(of(kernel)).isEqualTo(level);
  }

  @Test
  void kernelThatLacksALowerLevel_isNotOfAHigherOne() {
    var kernel = new BtfBuilder()
        .struct("sched_ext_ops", "enqueue")
        .function("scx_bpf_events", "events")
        .function("scx_bpf_dsq_reenq", "queue");
    assertThat(of(kernel)).isEqualTo(FeatureLevel.FL1).hasToString("FL1 (event counters)");
  }
}
