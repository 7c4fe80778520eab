package io.temper.agent.demo.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelFactsTest {
  @TempDir
  Path root;

  private void file(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  @ParameterizedTest
  @CsvSource({"100, 0.5", "250, 9.9", "300, 9.9", "1000, 9.9", "250, 290", "300, 310", "1000, 86400"
  })
  void frequency_atAnyUptime_isTheOneThatTheCounterFits(int hz, double uptime) {
    long jiffies = (1L << 32) - 300L * hz + Math.round(hz * uptime);
    assertThat(KernelFacts.frequency(jiffies, uptime)).isEqualTo(hz);
    assertThat(KernelFacts.frequency(jiffies - 3, uptime)).as("ticks lost").isEqualTo(hz);
  }

  @Test
  void cpus_areThoseOfTheMachine_notOfALimit() throws IOException {
    file("sys/devices/system/cpu/online", "0-5,8,10-4095\n");
    assertThat(new KernelFacts(root).cpus()).isEqualTo(6 + 1 + 4086);
  }

  @Test
  void tickHz_ofAKernelThatHasItsConfiguration_isRead() throws IOException {
    file("proc/sys/kernel/osrelease", "6.18.15-test\n");
    file("boot/config-6.18.15-test", "CONFIG_HZ_1000=y\nCONFIG_HZ=1000\n");
    assertThat(new KernelFacts(root).tickHz()).isEqualTo(1000);
  }

  @Test
  void tickHz_withoutConfiguration_comesFromTheTickCounter() throws IOException {
    file(
        "proc/timer_list",
        "Timer List Version: v0.9\nnow at 10000000000 nsecs\n\njiffies: 4294894796\n");
    assertThat(new KernelFacts(root).tickHz()).isEqualTo(250);
  }

  @Test
  void tickHz_thatNobodyTells_isZero() {
    assertThat(new KernelFacts(root).tickHz()).isZero();
  }

  @Test
  void preemption_ofADynamicKernel_isTheChosenOne() throws IOException {
    file("sys/kernel/debug/sched/preempt", "full (lazy)\n");
    assertThat(new KernelFacts(root).preemption()).isEqualTo("lazy");
  }

  @Test
  void preemption_withoutDebugfs_isWhatTheBuildSays() throws IOException {
    file("proc/sys/kernel/version", "#1 SMP PREEMPT_RT Debian\n");
    assertThat(new KernelFacts(root).preemption()).isEqualTo("realtime");
  }

  @Test
  void emulated_byQemusOwnCpu() throws IOException {
    file("proc/cpuinfo", "processor\t: 0\nmodel name\t: QEMU TCG CPU version 2.5+\n");
    assertThat(new KernelFacts(root).emulated()).isTrue();
    file("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC\n");
    assertThat(new KernelFacts(root).emulated()).isFalse();
  }
}
