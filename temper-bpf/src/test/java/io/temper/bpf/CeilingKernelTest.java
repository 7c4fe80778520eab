package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.observe.LayerStats;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A capped layer gets what its ceiling says, or the scheduler says that this is out of reach. */
@Tag("kernel")
@ConformanceRow({"12", "d", "i"})
@LongFormOnly
class CeilingKernelTest {
  private static final int CAPPED = 2;
  private static final Duration TIME = Duration.ofSeconds(10);
  /** The promise is 2 % over ten seconds. */
  private static final double MOST = 1.02;

  private static final double LEAST = 0.98;

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private Path cgroup = Path.of("/");

  @BeforeEach
  void makeCgroup() {
    cgroup = KernelHost.newCgroup("temper-test/capped");
  }

  @Test
  void oneSpinner_underAHalf_getsAHalf(TestReporter reporter) {
    load.spinners(1, cgroup);
    assertGets(500, reporter);
  }

  @Test
  void fourSpinners_underOneAndAQuarter_getThat(TestReporter reporter) {
    load.spinners(4, cgroup);
    assertGets(1250, reporter);
  }

  @Test
  void aHundredSpinners_underATwentieth_getThat(TestReporter reporter) {
    load.spinners(100, cgroup);
    assertGets(50, reporter);
  }

  @Test
  void sleepersAndSpinners_underATenth_getThat(TestReporter reporter) {
    load.spinners(20, cgroup);
    for (int i = 0; i < 20; i++) {
      load.startIn(cgroup, "sh", "-c", "while :; do sleep 0.01; done");
    }
    assertGets(100, reporter);
  }

  @Test
  void pinnedSpinners_underAThird_getThat(TestReporter reporter) {
    for (int i = 0; i < 3; i++) {
      load.startIn(cgroup, "taskset", "-c", "0", "sh", "-c", Load.SPIN);
    }
    assertGets(333, reporter);
  }

  /** What nobody may have stays idle, and a raised ceiling is used at once. */
  @Test
  void aRaisedCeiling_isUsedAtOnce(TestReporter reporter) {
    load.spinners(2, cgroup);
    try (var scheduler = host.attach(capped(1, 200))) {
      KernelHost.pause(Duration.ofSeconds(1));
      scheduler.publish(capped(2, 1000));
      double got = KernelHost.usedCpus(cgroup, TIME);
      reporter.publishEntry("CPUs under 1.000", text(got));
      assertThat(got).isBetween(LEAST, MOST);
      scheduler.publish(capped(3, 0));
      assertThat(KernelHost.usedCpus(cgroup, Duration.ofSeconds(3)))
          .as("without a ceiling")
          .isGreaterThan(1.2);
    }
  }

  /** Each must run every ten seconds, a quarter of a millisecond at least: that is 25 ms a second. */
  @Test
  void aThousandSpinners_underAHundredth_areServedAndItIsSaid(TestReporter reporter) {
    startAThousandSpinners();
    try (var scheduler = host.attach(capped(1, 10))) {
      KernelHost.pause(Duration.ofSeconds(10));
      double got = KernelHost.usedCpus(cgroup, Duration.ofSeconds(40));
      var layer = layer(scheduler);
      reporter.publishEntry("CPUs under 0.010", text(got));
      reporter.publishEntry("of that beyond the ceiling", layer.overCeiling().toString());
      reporter.publishEntry("longest wait", layer.longestWait().toString());
      assertThat(got).isBetween(0.01, 0.08);
      assertThat(layer.overCeiling()).as("said to be out of reach").isPositive();
      assertThat(layer.longestWait()).isLessThan(Duration.ofSeconds(28));
      KernelHost.write(cgroup + "/cgroup.kill", "1");
      KernelHost.await("a thousand threads under a ceiling are gone", () -> threads() == 0);
    }
  }

  private void startAThousandSpinners() {
    var child = load.add(JavaChild.start(Load.inside(cgroup), ThousandThreads.class));
    assertThat(JavaChild.line(child)).isEqualTo("all run");
    assertThat(threads()).isGreaterThan(1000);
  }

  private void assertGets(int millis, TestReporter reporter) {
    try (var scheduler = host.attach(capped(1, millis))) {
      KernelHost.pause(Duration.ofSeconds(2));
      double got = 1000 * KernelHost.usedCpus(cgroup, TIME) / millis;
      reporter.publishEntry("got / ceiling of " + millis + " millis", text(got));
      assertThat(got).isBetween(LEAST, MOST);
      assertThat(layer(scheduler).overCeiling()).as("within reach").isZero();
      assertThat(layer(scheduler).ceilingStops())
          .as("runs ended by the ceiling")
          .isPositive();
    }
  }

  private KernelConfig capped(long generation, int millis) {
    var plain = KernelHost.config(generation, Map.of(KernelHost.idOf(cgroup), CAPPED), "capped");
    return Configs.with(plain, plain.layers().get(CAPPED).withCeilingMillis(millis));
  }

  private long threads() {
    return KernelHost.read(cgroup + "/cgroup.threads").lines().count();
  }

  private static LayerStats layer(SchedExtScheduler scheduler) {
    return scheduler.snapshot().layer("capped").orElseThrow();
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
