package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.MachineShape;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The smallest machine: the kernel does not ask for a CPU there, so wake-ups go another way. */
@Tag("kernel")
@ConformanceRow({"14", "15"})
@MachineShape("1")
@LongFormOnly
class OneCpuKernelTest {
  private static final int HIGH = 2;
  private static final int LOW = 3;
  private static final int PERIOD_MILLIS = 10;
  private static final Duration SETTLE = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofSeconds(3);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();

  @Test
  void preemptingLayer_takesTheCpuAtOnce(TestReporter reporter) {
    assumeThat(KernelHost.cpus()).as("CPUs").isEqualTo(1);
    var high = KernelHost.newCgroup("temper-test/high");
    var low = KernelHost.newCgroup("temper-test/low");
    var members = Map.of(KernelHost.idOf(high), HIGH, KernelHost.idOf(low), LOW);
    load.spinners(2, low);
    load.startIn(high, WakeUps.command(PERIOD_MILLIS, 600));
    try (var scheduler = host.attach(KernelHost.config(1, members, "high", "low"))) {
      KernelHost.pause(SETTLE);
      var before = scheduler.snapshot().layer("high").orElseThrow();
      KernelHost.pause(WINDOW);
      var change = scheduler.snapshot().layer("high").orElseThrow().since(before);
      reporter.publishEntry("waits", change.waits().toString());
      reporter.publishEntry(
          "CPUs taken / wake-ups", change.preemptions() + " / " + change.wakeUps());
      assertThat(change.preemptions())
          .as("CPUs taken")
          .isGreaterThan(WINDOW.toMillis() / PERIOD_MILLIS / 4);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }
}
