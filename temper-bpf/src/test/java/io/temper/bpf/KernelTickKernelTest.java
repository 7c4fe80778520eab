package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.temper.bpf.internal.lib.LibbpfLoader;
import io.temper.testkit.kernel.ConformanceRow;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The length of a tick, which slices and every figure in ticks go by. */
@Tag("kernel")
class KernelTickKernelTest {
  private static final Duration WHILE = Duration.ofSeconds(5);
  private static final String JIFFIES = "jiffies: ";

  @Test
  @ConformanceRow("e")
  void tick_isAsLongAsTheKernelCounts(TestReporter figures) {
    long nanos =
        LibbpfLoader.load(SchedExtOptions.fromSystemProperties().libbpf()).tickNanos();
    var before = Reading.of(KernelTickKernelTest::jiffies);
    KernelHost.pause(WHILE);
    var after = Reading.of(KernelTickKernelTest::jiffies);
    double counted = (double) after.since(before).toNanos() / (after.value() - before.value());
    figures.publishEntry("tick, as the loader finds it (ms)", "%.3f".formatted(nanos / 1e6));
    figures.publishEntry("tick, counted (ms)", "%.3f".formatted(counted / 1e6));
    assertThat((double) nanos).isCloseTo(counted, within(0.05 * counted));
  }

  private static long jiffies() {
    return KernelHost.read("/proc/timer_list")
        .lines()
        .filter(line -> line.startsWith(JIFFIES))
        .mapToLong(line -> Long.parseLong(line.substring(JIFFIES.length())))
        .findFirst()
        .orElseThrow();
  }
}
