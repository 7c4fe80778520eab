package io.temper.lab.vm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostTscTest {
  @Test
  void kernelArguments_constantCounter_tellsItsFrequency() {
    assertThat(HostTsc.kernelArguments("flags\t: fpu constant_tsc sse\nbogomips\t: 5192.29\n"))
        .containsExactly("tsc_early_khz=2596145", "tsc=reliable");
  }

  @Test
  void kernelArguments_counterThatChanges_tellsNothing() {
    assertThat(HostTsc.kernelArguments("flags\t: fpu sse\nbogomips\t: 5192.29\n"))
        .isEmpty();
  }

  @Test
  void kernelArguments_otherMachine_tellsNothing() {
    assertThat(HostTsc.kernelArguments("flags\t: a constant_tsc b\n")).isEmpty();
  }
}
