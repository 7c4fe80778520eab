package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * So many threads that each would wait for longer than the kernel lets it, were all given a slice, their
 * share and the order of their virtual time.
 */
@Tag("kernel")
@ConformanceRow("4")
@LongFormOnly
class CrowdKernelTest {
  private static final int CRITICAL = 2;
  private static final int LOW = 3;

  /** Twice as long as anybody may wait: a wait is seen when it ends. */
  private static final Duration TIME = Duration.ofSeconds(40);

  /** Two thirds of the kernel's thirty; ten are planned, once so many as wait have come. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** A layer that nobody crowds is owed its share, so this is far more than it needs. */
  private static final Duration OF_OTHERS = Duration.ofSeconds(4);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Path critical = KernelHost.newCgroup("temper-test/critical");
  private final Path low = KernelHost.newCgroup("temper-test/low");

  @Test
  void aThousandSpinnersPerCpu_areEachServedInTime(TestReporter reporter) {
    try (var scheduler = attach()) {
      host.load().crowdIn(low, 1000 * KernelHost.cpus());
      KernelHost.pause(TIME);
      check(scheduler, reporter);
    }
  }

  /** The layer's share alone would be a slice for each in half a minute. */
  @Test
  void crowdBelowAProtectedLayerThatSpinsEverywhere_isServedInTime(TestReporter reporter) {
    host.load().spinners(2 * KernelHost.cpus(), critical);
    try (var scheduler = attach()) {
      host.load().crowdIn(low, 200 * KernelHost.cpus());
      double got = KernelHost.usedCpus(critical, TIME);
      check(scheduler, reporter);
      reporter.publishEntry("CPUs of the layer above", String.format(Locale.ROOT, "%.2f", got));
      assertThat(got).as("its share is three quarters").isGreaterThan(0.6 * KernelHost.cpus());
    }
  }

  /** Alone it may be far ahead of its queue in virtual time, and then the others come. */
  @Test
  void niceThread_thatACrowdComesAfter_isServedInTime(TestReporter reporter) {
    try (var scheduler = attach()) {
      var nice = host.load().startIn(low, "nice", "-n", "19", "sh", "-c", Load.SPIN);
      host.load().spinners(2 * KernelHost.cpus(), low);
      KernelHost.pause(Duration.ofSeconds(3));
      host.load().crowdIn(low, 200 * KernelHost.cpus());
      KernelHost.pause(Duration.ofSeconds(2));
      var before = KernelHost.cpuTime(nice);
      KernelHost.pause(TIME);
      assertThat(KernelHost.cpuTime(nice)).as("CPU time of the nice one").isGreaterThan(before);
      check(scheduler, reporter);
    }
  }

  /**
   * The crowd waits in queues of the CPUs, the one in its layer's. The two are compared by virtual time, and the
   * crowd's may be slices behind: each of the crowd would run that long before the one does once.
   */
  @Test
  void threadThatMayRunAnywhere_besideACrowdThatMayNot_isServedInTime(TestReporter reporter) {
    roamerIsServedInTime(config(), 500, reporter);
  }

  /** Below a ceiling that holds nobody back; of so many, time is divided as without one. */
  @Test
  void threadThatMayRunAnywhere_besideACrowdThatMayNotBelowAWideCeiling_isServedInTime(
      TestReporter reporter) {
    var plain = config();
    var wide = plain.layers().get(LOW).withCeilingMillis(1000 * KernelHost.cpus());
    roamerIsServedInTime(Configs.with(plain, wide), 400, reporter);
  }

  private void roamerIsServedInTime(KernelConfig config, int perCpu, TestReporter reporter) {
    try (var scheduler = host.attach(config)) {
      var roamer = host.load().startIn(low, "sh", "-c", Load.SPIN);
      KernelHost.pause(Duration.ofSeconds(4));
      KernelHost.freeze(roamer);
      host.load().crowdOnEachCpu(low, perCpu);
      var before = KernelHost.runTimeOf(roamer);
      KernelHost.thaw(roamer);
      KernelHost.pause(LONGEST_WAIT);
      var got = KernelHost.runTimeOf(roamer).minus(before);
      reporter.publishEntry("the one got at first", got.toMillis() + " ms");
      assertThat(got).as("CPU time of the one").isPositive();
      KernelHost.pause(TIME.minus(LONGEST_WAIT));
      check(scheduler, reporter);
      var others = scheduler.snapshot().layer("default").orElseThrow().longestWait();
      assertThat(others).as("longest wait of another layer").isLessThan(OF_OTHERS);
    }
  }

  private SchedExtScheduler attach() {
    return host.attach(config());
  }

  private KernelConfig config() {
    var members = Map.of(KernelHost.idOf(critical), CRITICAL, KernelHost.idOf(low), LOW);
    return Configs.protectedEverywhere(
        KernelHost.config(1, members, "critical", "low"), CRITICAL, KernelHost.cpus());
  }

  private static void check(SchedExtScheduler scheduler, TestReporter reporter) {
    var snapshot = scheduler.snapshot();
    assertThat(snapshot.counters().rescues()).as("queues forgotten").isZero();
    reporter.publishEntry("put to the front", Long.toString(KernelHost.late(snapshot)));
    for (var layer : snapshot.layers()) {
      var wait = layer.longestWait();
      reporter.publishEntry("longest wait of " + layer.name(), wait.toMillis() + " ms");
      assertThat(wait).as("longest wait of " + layer.name()).isLessThan(LONGEST_WAIT);
    }
  }
}
