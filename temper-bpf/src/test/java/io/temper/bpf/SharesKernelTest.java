package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelConfig;
import io.temper.node.CpuSet;
import io.temper.observe.SchedulerSnapshot;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets how much where all want it. */
@Tag("kernel")
@ConformanceRow({"7", "13"})
@LongFormOnly
class SharesKernelTest {
  private static final Duration TIME = Duration.ofSeconds(6);
  private static final List<String> WEIGHTED = List.of("one", "two", "four");

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();

  @Test
  void weightsOneTwoFour_onSharedCpus_areThePartsOfTheTime(TestReporter reporter) {
    assertPartsOfTheTime(0.05, reporter, cgroup -> load.spinners(KernelHost.cpus(), cgroup));
  }

  /** Layers are compared by what they have of a last-level cache's CPUs: here that is next to nothing. */
  @Test
  void weightsOneTwoFour_ofThreadsOfOneCpu_areThePartsOfTheTime(TestReporter reporter) {
    assertPartsOfTheTime(0.1, reporter, cgroup -> load.spinnersOn(1, cgroup, CpuSet.of(0)));
  }

  @Test
  void weightsOneTwoFour_ofThreadsOfOneCpu_besideOthersThatUseAll_areThePartsOfTheTime(
      TestReporter reporter) {
    IntStream.range(0, 2 * KernelHost.cpus()).forEach(i -> load.start("sh", "-c", Load.SPIN));
    assertPartsOfTheTime(0.1, reporter, cgroup -> load.spinnersOn(1, cgroup, CpuSet.of(0)));
  }

  /** What others have of other CPUs, and give away there, is no time of theirs. */
  @Test
  void layerThatPreempts_besideAnotherThatIsPinnedToItsCpu_hasItsShareWhateverOthersDoElsewhere(
      TestReporter reporter) {
    var upper = KernelHost.newCgroup("temper-test/upper");
    var lower = KernelHost.newCgroup("temper-test/lower");
    var members = Map.of(KernelHost.idOf(upper), 2, KernelHost.idOf(lower), 3);
    var config = KernelHost.config(1, members, "upper", "lower");
    config = Configs.with(config, Configs.layer(2, "upper", 50, 1000, true));
    load.spinnersOn(1, upper, CpuSet.of(0));
    load.spinnersOn(3, lower, CpuSet.of(0));
    load.start("sh", "-c", "while :; do sleep 0.01; done");
    try (var scheduler =
        host.attach(Configs.with(config, Configs.layer(3, "lower", 10, 100, false)))) {
      KernelHost.pause(Duration.ofSeconds(1));
      var before = scheduler.snapshot();
      KernelHost.pause(TIME.multipliedBy(2));
      var after = scheduler.snapshot();
      double got = runTime(after, "upper") - runTime(before, "upper");
      double left = runTime(after, "lower") - runTime(before, "lower");
      reporter.publishEntry("part of the layer that preempts", ratio(got, got + left));
      assertThat(got / (got + left)).as("its part is 10 of 11").isBetween(0.86, 0.97);
      // What the lower one was not compared by until now is no debt that it is paid at once.
      load.spinners(KernelHost.cpus(), lower);
      double then = KernelHost.usedCpus(upper, TIME);
      reporter.publishEntry("CPUs of it once the lower one wants all CPUs", ratio(then, 1));
      assertThat(then).as("CPUs, once the lower layer wants all").isGreaterThan(0.8);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  private static double runTime(SchedulerSnapshot snapshot, String layer) {
    return snapshot.layer(layer).orElseThrow().runTime().toNanos();
  }

  private void assertPartsOfTheTime(double most, TestReporter reporter, Consumer<Path> start) {
    var members = new TreeMap<Long, Integer>();
    for (int i = 0; i < WEIGHTED.size(); i++) {
      var cgroup = KernelHost.newCgroup("temper-test/weight-" + WEIGHTED.get(i));
      members.put(KernelHost.idOf(cgroup), 2 + i);
      start.accept(cgroup);
    }
    try (var scheduler = host.attach(weighted(members))) {
      KernelHost.pause(Duration.ofSeconds(1));
      var before = Reading.of(() -> runTimes(scheduler.snapshot()));
      KernelHost.pause(TIME);
      var after = Reading.of(() -> runTimes(scheduler.snapshot()));
      var got = IntStream.range(0, WEIGHTED.size())
          .mapToDouble(i -> after.value()[i] - before.value()[i])
          .toArray();
      reporter.publishEntry("two / one", ratio(got[1], got[0]));
      reporter.publishEntry("four / one", ratio(got[2], got[0]));
      assertThat(got[1] / got[0]).as("two by one").isBetween(2 * (1 - most), 2 * (1 + most));
      assertThat(got[2] / got[0]).as("four by one").isBetween(4 * (1 - most), 4 * (1 + most));
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  private static KernelConfig weighted(NavigableMap<Long, Integer> members) {
    var layers = new ArrayList<>(KernelHost.config(1, Map.of()).layers());
    for (int i = 0; i < WEIGHTED.size(); i++) {
      layers.add(Configs.layer(2 + i, WEIGHTED.get(i), 10 + i, 100 << i, false));
    }
    return new KernelConfig(
        1,
        layers,
        Configs.DEFAULT,
        Configs.SYSTEM,
        members,
        Configs.cpus(KernelHost.cpus()),
        1,
        FairnessBounds.STANDARD);
  }

  /** Nanoseconds of each weighted layer, all of one moment. */
  private static long[] runTimes(SchedulerSnapshot snapshot) {
    return WEIGHTED.stream()
        .mapToLong(name -> snapshot.layer(name).orElseThrow().runTime().toNanos())
        .toArray();
  }

  private static String ratio(double part, double of) {
    return String.format(Locale.ROOT, "%.3f", part / of);
  }

  /**
   * Threads of a static CPU manager's pods compete with everybody on their CPUs. The promise is 0.95;
   * what is asserted is what a busy machine's noise leaves of it, and the figures tell the rest.
   */
  @Test
  void threadsOfOneAndOfTwoCpus_getWhatTheStockSchedulerGivesThem(TestReporter reporter) {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(1);
    IntStream.range(0, KernelHost.cpus()).forEach(i -> load.start("sh", "-c", Load.SPIN));
    var ofOne = load.pinnedSpinner(0);
    var ofTwo = load.start("taskset", "-c", "0,1", "sh", "-c", Load.SPIN);
    var stock = cpuTimes(ofOne, ofTwo);
    try (var scheduler = host.attach(KernelHost.config(1, Map.of()))) {
      var temper = cpuTimes(ofOne, ofTwo);
      reporter.publishEntry(
          "ms of one CPU's and of two CPUs' thread", temper[0] + ", " + temper[1]);
      reporter.publishEntry("... under the stock scheduler", stock[0] + ", " + stock[1]);
      reporter.publishEntry("one CPU, Temper / stock", ratio(temper[0], stock[0]));
      reporter.publishEntry("two CPUs, Temper / stock", ratio(temper[1], stock[1]));
      assertThat(temper[0] / stock[0]).as("thread of one CPU").isGreaterThan(0.8);
      assertThat(temper[1] / stock[1]).as("thread of two CPUs").isGreaterThan(0.8);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  /** Milliseconds that each got in the same time. */
  private static double[] cpuTimes(Process first, Process second) {
    KernelHost.pause(Duration.ofSeconds(1));
    var before = Reading.of(() -> cpuMillis(first, second));
    KernelHost.pause(TIME);
    var after = Reading.of(() -> cpuMillis(first, second));
    return new double[] {
      after.value()[0] - before.value()[0], after.value()[1] - before.value()[1]
    };
  }

  private static double[] cpuMillis(Process first, Process second) {
    return new double[] {
      KernelHost.cpuTime(first).toMillis(), KernelHost.cpuTime(second).toMillis()
    };
  }

  /** Nice 5 has a third of the weight of nice 0 (335 of 1024), as in the stock scheduler. */
  @Test
  void nice_ordersThreadsOfOneLayerAndStarvesNone(TestReporter reporter) {
    try (var scheduler = host.attach(KernelHost.config(1, Map.of()))) {
      var plain = load.pinnedSpinner(0);
      var nice = load.start("taskset", "-c", "0", "nice", "-n", "5", "sh", "-c", Load.SPIN);
      var nicest = load.start("taskset", "-c", "0", "nice", "-n", "19", "sh", "-c", Load.SPIN);
      var idle = load.start("taskset", "-c", "0", "chrt", "-i", "0", "sh", "-c", Load.SPIN);
      KernelHost.pause(TIME);
      var times =
          List.of(plain, nice, nicest, idle).stream().map(KernelHost::cpuTime).toList();
      reporter.publishEntry("nice 0, 5, 19 and SCHED_IDLE got", times.toString());
      assertThat((double) times.get(0).toNanos() / times.get(1).toNanos())
          .as("nice 0 by nice 5")
          .isBetween(2.2, 4.0);
      assertThat(times.get(1)).isGreaterThan(times.get(2).multipliedBy(2));
      assertThat(times).allMatch(time -> !time.isZero(), "nobody starves");
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }
}
