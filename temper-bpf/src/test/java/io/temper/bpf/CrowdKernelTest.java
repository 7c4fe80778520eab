package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final Duration TIME = Duration.ofSeconds(40);

  /** Two thirds of the kernel's thirty; ten are planned, once so many as wait have come. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Path critical = KernelHost.newCgroup("temper-test/critical");
  private final Path low = KernelHost.newCgroup("temper-test/low");

  @Test
  void aThousandSpinnersPerCpu_areEachServedInTime(TestReporter reporter) {
    try (var scheduler = attach()) {
      start(1000 * KernelHost.cpus());
      KernelHost.pause(TIME);
      check(scheduler, reporter);
      assertThat(scheduler.snapshot().counters().rescues()).as("rescues").isZero();
    }
  }

  /** The layer's share alone would be a slice for each in half a minute. */
  @Test
  void crowdBelowAProtectedLayerThatSpinsEverywhere_isServedInTime(TestReporter reporter) {
    host.load().spinners(2 * KernelHost.cpus(), critical);
    try (var scheduler = attach()) {
      start(200 * KernelHost.cpus());
      KernelHost.pause(TIME);
      check(scheduler, reporter);
    }
  }

  /** Alone it may be far ahead of its queue in virtual time, and then the others come. */
  @Test
  void niceThread_thatACrowdComesAfter_isServedInTime(TestReporter reporter) {
    try (var scheduler = attach()) {
      var nice = host.load().startIn(low, "nice", "-n", "19", "sh", "-c", Load.SPIN);
      host.load().spinners(2 * KernelHost.cpus(), low);
      KernelHost.pause(Duration.ofSeconds(3));
      start(200 * KernelHost.cpus());
      var before = KernelHost.cpuTime(nice);
      KernelHost.pause(TIME);
      assertThat(KernelHost.cpuTime(nice)).as("CPU time of the nice one").isGreaterThan(before);
      check(scheduler, reporter);
    }
  }

  private SchedExtScheduler attach() {
    var members = Map.of(KernelHost.idOf(critical), CRITICAL, KernelHost.idOf(low), LOW);
    return host.attach(Configs.protectedEverywhere(
        KernelHost.config(1, members, "critical", "low"), CRITICAL, KernelHost.cpus()));
  }

  private void start(int spinners) {
    var child = host.load()
        .add(JavaChild.start(Load.inside(low), ManyThreads.class, Integer.toString(spinners), "0"));
    assertThat(JavaChild.line(child)).isEqualTo("all started");
  }

  private static void check(SchedExtScheduler scheduler, TestReporter reporter) {
    var snapshot = scheduler.snapshot();
    var layer = snapshot.layer("low").orElseThrow();
    reporter.publishEntry("longest wait", layer.longestWait().toMillis() + " ms");
    reporter.publishEntry("rescues", Long.toString(snapshot.counters().rescues()));
    assertThat(layer.longestWait()).isLessThan(LONGEST_WAIT);
  }
}
