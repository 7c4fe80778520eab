package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everybody who can run gets to run, whatever the others do. */
@Tag("kernel")
@ConformanceRow({"4", "5", "c", "j"})
@LongFormOnly
class StarvationKernelTest {
  private static final Duration FORK = Duration.ofSeconds(20);

  @RegisterExtension
  final ProtectedHost host = new ProtectedHost();

  private final Load load = host.load();

  private Duration longestWait(String layer, TestReporter reporter) {
    var wait = host.scheduler().snapshot().layer(layer).orElseThrow().longestWait();
    reporter.publishEntry("longest wait of layer " + layer, wait.toMillis() + " ms");
    return wait;
  }

  private Process pinnedIn(Path cgroup, int cpu) {
    return load.startIn(
        cgroup, "taskset", "-c", Integer.toString(cpu), "sh", "-c", "while :; do :; done");
  }

  /** Queue and CPU of a thread change each time that it has run. */
  @Test
  void affinityThatChangesAllTheTime_ofTwoThreadsPerCpu_waitsForNobodyLong(TestReporter reporter) {
    int cpus = KernelHost.cpus();
    var hoppers = load.add(
        JavaChild.start(Load.inside(host.low()), CpuHoppers.class, "" + 2 * cpus, "" + cpus, "8"));
    long hops = Long.parseLong(JavaChild.line(hoppers));
    reporter.publishEntry("hops", "" + hops);
    assertThat(hops).as("changes of CPU").isGreaterThan(1000);
    assertThat(longestWait("low", reporter)).isLessThan(Duration.ofSeconds(1));
  }

  /**
   * stress-ng starts 16 processes for each one that it is asked for: 32 per CPU, for which a turn of each takes
   * 32 slices of up to 24 ms. Who has used its slice up waits for about two turns.
   */
  @Test
  void affinityThatChangesAllTheTime_of32ProcessesPerCpu_waitsForNoMoreThanTheirTurns(
      TestReporter reporter) {
    int twice = 2 * KernelHost.cpus();
    assertThat(load.stress(host.low(), "--affinity", "" + twice, "--timeout", "8s"))
        .isZero();
    assertThat(longestWait("low", reporter)).isLessThan(Duration.ofSeconds(3));
  }

  /**
   * The mix has real-time threads, and before kernel 7.0 nothing bounds how long these keep a CPU from
   * everybody else: the waits are shown as figures, and what is asserted is that all of it goes on.
   *
   * <p>PI boosts to real-time and back, all policies in turn, yields, nice values, context switches.
   */
  @Test
  void policiesBoostsAndYields_mixed_starveNobody(TestReporter reporter) {
    var pinned = pinnedIn(host.low(), 0);
    assertThat(load.stress(
            host.low(),
            "--schedpolicy",
            "1",
            "--yield",
            "2",
            "--prio-inv",
            "1",
            "--switch",
            "1",
            "--affinity",
            "1",
            "--timeout",
            "8s"))
        .isZero();
    assertThat(KernelHost.cpuTime(pinned)).isGreaterThan(Duration.ofMillis(200));
    longestWait("low", reporter);
    longestWait("system", reporter);
  }

  @Test
  void protectedLayerThatSpinsEverywhere_leavesShellsKernelAndPinnedThreadsTheirShare(
      TestReporter reporter) {
    load.spinners(2 * KernelHost.cpus(), host.critical());
    var pinned = IntStream.range(0, KernelHost.cpus())
        .mapToObj(cpu -> pinnedIn(host.low(), cpu))
        .toList();
    KernelHost.pause(Duration.ofSeconds(1));
    var before = pinned.stream().map(KernelHost::cpuTime).toList();
    host.everyForkSucceeds(5, FORK, reporter);
    KernelHost.pause(Duration.ofSeconds(3));
    for (int i = 0; i < pinned.size(); i++) {
      var got = KernelHost.cpuTime(pinned.get(i)).minus(before.get(i));
      reporter.publishEntry("thread pinned to CPU " + i + " got", got.toMillis() + " ms");
      assertThat(got).as("CPU time of the thread pinned to CPU %s", i).isPositive();
    }
    assertThat(longestWait("system", reporter)).isLessThan(Duration.ofSeconds(1));
    assertThat(longestWait("default", reporter)).isLessThan(Duration.ofSeconds(10));
    assertThat(longestWait("low", reporter)).isLessThan(Duration.ofSeconds(11));
  }

  /** Softirqs, their thread, kworkers and a pinned thread meet on the CPUs of the flood. */
  @Test
  void udpFloodBesidePinnedThreads_makesNobodyWaitLong(TestReporter reporter) {
    var pinned = pinnedIn(host.low(), 0);
    assertThat(load.stress(host.low(), "--udp", "1", "--udp-flood", "1", "--timeout", "8s"))
        .isZero();
    assertThat(KernelHost.cpuTime(pinned)).isGreaterThan(Duration.ofMillis(800));
    assertThat(longestWait("system", reporter)).isLessThan(Duration.ofMillis(500));
    assertThat(longestWait("low", reporter)).isLessThan(Duration.ofMillis(500));
  }
}
