package io.temper.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelConfigurationTest {
  private static KernelConfiguration of(String... lines) {
    return KernelConfiguration.parse(List.of(lines));
  }

  @Test
  void hz_isRead() {
    assertThat(
            of("# CONFIG_HZ_100 is not set", "CONFIG_HZ_250=y", "CONFIG_HZ=250").hz())
        .isEqualTo(250);
  }

  @Test
  void preemption_lazyAndDynamic_saysBoth() {
    assertThat(of("CONFIG_PREEMPT_BUILD=y", "CONFIG_PREEMPT_LAZY=y", "CONFIG_PREEMPT_DYNAMIC=y")
            .preemption())
        .isEqualTo("lazy+dynamic");
    assertThat(of("CONFIG_PREEMPT_VOLUNTARY=y").preemption()).isEqualTo("voluntary");
    assertThat(of("CONFIG_PREEMPT=y").preemption()).isEqualTo("full");
    assertThat(of("# CONFIG_PREEMPT is not set").preemption()).isEqualTo("none");
  }

  @Test
  void schedExt_notSetOrAbsent_isOff() {
    assertThat(of("CONFIG_SCHED_CLASS_EXT=y").schedExt()).isTrue();
    assertThat(of("# CONFIG_SCHED_CLASS_EXT is not set").schedExt()).isFalse();
    assertThat(of().btf()).isFalse();
  }

  @Test
  void built_module_isNotBuiltIn() {
    assertThat(of("CONFIG_VIRTIO_BLK=m").built("VIRTIO_BLK")).isFalse();
  }
}
