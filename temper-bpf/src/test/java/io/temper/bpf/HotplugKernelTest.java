package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.observe.SchedulerExit;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.TestForm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** CPUs come and go; the last one of the machine does here. */
@Tag("kernel")
@ConformanceRow("15")
@LongFormOnly
class HotplugKernelTest {
  private static final int TIMES = TestForm.choose(3, 30);

  private final SchedExtLoader loader = new SchedExtLoader();
  private final List<SchedulerExit> exits = new CopyOnWriteArrayList<>();
  private final Load load = new Load();
  private final int all = KernelHost.cpus();
  private final String switchFile = "/sys/devices/system/cpu/cpu" + (all - 1) + "/online";

  @BeforeEach
  void needTwoCpus() {
    assumeThat(all).as("CPUs").isGreaterThan(1);
    assumeThat(Path.of(switchFile)).as("a CPU that can be switched off").exists();
  }

  @AfterEach
  void allAreOnline() {
    load.close();
    if (all > 1) {
      KernelHost.write(switchFile, "1");
    }
    assertThat(exits).isEmpty();
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  private void online(boolean on) {
    KernelHost.write(switchFile, on ? "1" : "0");
  }

  @Test
  void cpuThatComesAndGoes_underLoad_endsNothing(TestReporter reporter) {
    try (var scheduler = loader.attach(KernelHost.config(1, Map.of()), exits::add)) {
      var free = load.spinners(2 * all, KernelHost.newCgroup("temper-test/free"));
      var first = load.pinnedSpinner(0);
      var last = load.pinnedSpinner(all - 1);
      KernelHost.pause(Duration.ofMillis(500));
      long sequence = KernelHost.enableSequence();
      var took = new Times();
      for (int i = 0; i < TIMES; i++) {
        long start = System.nanoTime();
        online(false);
        var without = Configs.of(2L + 2L * i, all - 1, Map.of());
        assertThat(scheduler.publish(without)).isInstanceOf(PublishOutcome.Published.class);
        KernelHost.pause(Duration.ofMillis(200));
        online(true);
        var with = Configs.of(3L + 2L * i, all, Map.of());
        assertThat(scheduler.publish(with)).isInstanceOf(PublishOutcome.Published.class);
        KernelHost.pause(Duration.ofMillis(200));
        took.addSince(start);
      }
      reporter.publishEntry("one CPU off and on again", took.toString());
      assertThat(KernelHost.enableSequence()).isEqualTo(sequence);
      assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
      allProgress(free);
      allProgress(List.of(first, last));
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  private static void allProgress(List<Process> processes) {
    KernelHost.await("each gets CPU time", Load.progressOf(processes));
  }

  @Test
  void attach_whileACpuIsOffline_worksAndTakesItInLater() {
    online(false);
    try (var scheduler = loader.attach(Configs.of(1, all - 1, Map.of()), exits::add)) {
      assertThat(KernelHost.state()).isEqualTo("enabled");
      online(true);
      var config = Configs.of(2, all, Map.of());
      assertThat(scheduler.publish(config)).isInstanceOf(PublishOutcome.Published.class);
      var last = load.pinnedSpinner(all - 1);
      KernelHost.pause(Duration.ofMillis(300));
      allProgress(List.of(last));
      assertThat(KernelHost.state()).isEqualTo("enabled");
    }
  }
}
