package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.observe.LayerStats;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * So many threads under a ceiling that it may be out of reach: each must run before the kernel's watchdog
 * misses it, and the scheduler says what that took.
 */
@Tag("kernel")
@ConformanceRow({"12", "d", "i"})
@LongFormOnly
class CeilingCrowdKernelTest {
  private static final Duration TIME = Duration.ofSeconds(40);

  /** Well below the watchdog's thirty seconds, which would end the scheduler. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(28);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Path cgroup = KernelHost.newCgroup("temper-test/capped");

  @Test
  void aThousandSpinners_underAHundredth_areServedAndItIsSaid(TestReporter reporter) {
    serve(1000, 0, 10, reporter, (got, layer) -> {
      assertThat(layer.overCeiling()).as("said to be out of reach").isPositive();
      // Each about every 15 s: 250 µs are 0.017 CPUs, ended by up to 1 ms late 0.083; twice that if
      // emulated.
      assertThat(got).isBetween(0.01, 0.17);
    });
  }

  @Test
  void aThousandSpinnersAndAThousandSleepers_underATwentieth_areAllServed(TestReporter reporter) {
    serve(1000, 1000, 50, reporter, (got, layer) -> {
      if (layer.overCeiling().isZero()) {
        assertThat(got).as("said to be within reach").isLessThan(0.05 * 1.02);
      }
      assertThat(got).isBetween(0.049, 0.5);
    });
  }

  /** Hands the CPUs that the crowd got, and what was counted meanwhile, to {@code check}. */
  private void serve(
      int spinners,
      int sleepers,
      int millis,
      TestReporter reporter,
      BiConsumer<Double, LayerStats> check) {
    start(spinners, sleepers);
    try (var scheduler = host.attach(KernelHost.capped(1, cgroup, millis))) {
      KernelHost.pause(Duration.ofSeconds(10));
      var before = layer(scheduler).overCeiling();
      double got = KernelHost.usedCpus(cgroup, TIME);
      double beyond = seconds(layer(scheduler).overCeiling().minus(before)) / seconds(TIME);
      reporter.publishEntry("CPUs said to be beyond the ceiling", text(beyond));
      assertThat(got - beyond)
          .as("the rest of %s CPUs", text(got))
          .isLessThan(0.0011 * millis + 0.1 * got);
      check.accept(got, publish(reporter, scheduler, got));
      endCrowd();
    }
  }

  private static LayerStats layer(SchedExtScheduler scheduler) {
    return scheduler.snapshot().layer("capped").orElseThrow();
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private void start(int spinners, int sleepers) {
    var child = host.load().crowd(Load.inside(cgroup), spinners, sleepers);
    assertThat(JavaChild.line(child)).isEqualTo("all run");
    assertThat(threads()).isGreaterThan(spinners + sleepers);
  }

  private static LayerStats publish(
      TestReporter reporter, SchedExtScheduler scheduler, double got) {
    var layer = layer(scheduler);
    reporter.publishEntry("CPUs", text(got));
    reporter.publishEntry(
        "beyond the ceiling since it was set", layer.overCeiling().toString());
    reporter.publishEntry("longest wait", layer.longestWait().toString());
    assertThat(layer.longestWait()).isLessThan(LONGEST_WAIT);
    return layer;
  }

  private void endCrowd() {
    KernelHost.write(cgroup + "/cgroup.kill", "1");
    KernelHost.await("a thousand threads under a ceiling are gone", () -> threads() == 0);
  }

  private long threads() {
    return KernelHost.read(cgroup + "/cgroup.threads").lines().count();
  }
}
