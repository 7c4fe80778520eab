package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.observe.SchedulerExit;
import io.temper.observe.SchedulerSnapshot;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.TestForm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishing into a scheduler that runs real processes, and what it counts of them. */
@Tag("kernel")
class PublishKernelTest {
  private static final Logger LOG = LoggerFactory.getLogger(PublishKernelTest.class);
  private static final int PUBLISHES = TestForm.choose(60, 1_000);
  private static final Duration PERIOD = Duration.ofMillis(50);

  private final SchedExtLoader loader = new SchedExtLoader(KernelHost.withFaultInjection());
  private final List<SchedulerExit> exits = new CopyOnWriteArrayList<>();
  private final Load load = new Load();

  @AfterEach
  void stopLoad() {
    load.close();
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  private Process spinIn(Path cgroup) {
    var process = load.add(KernelHost.spinner());
    KernelHost.move(process, cgroup);
    return process;
  }

  private SchedExtScheduler attach(Map<Long, Integer> members) {
    return loader.attach(KernelHost.config(1, members, "high", "low"), exits::add);
  }

  @Test
  @ConformanceRow("9")
  void publish_twentyPerSecondUnderLoad_neverDetaches(TestReporter reporter) {
    var cgroup = KernelHost.newCgroup("temper-test/storm");
    long id = KernelHost.idOf(cgroup);
    try (var scheduler = attach(Map.of(id, 2))) {
      for (int i = 0; i < KernelHost.cpus() + 1; i++) {
        spinIn(cgroup);
      }
      long before = KernelHost.enableSequence();
      var publish = new ArrayList<Duration>();
      var adopt = new ArrayList<Duration>();
      for (int i = 0; i < PUBLISHES; i++) {
        long start = System.nanoTime();
        var next = KernelHost.config(2L + i, Map.of(id, i % 4 < 2 ? 3 : 2), layers(i));
        assertThat(scheduler.publish(next)).isInstanceOf(PublishOutcome.Published.class);
        publish.add(Duration.ofNanos(System.nanoTime() - start));
        adopt.add(scheduler.awaitAdopted(Duration.ofSeconds(30)).orElseThrow());
        KernelHost.pause(PERIOD);
      }
      assertThat(KernelHost.enableSequence()).isEqualTo(before);
      assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
      assertThat(scheduler.snapshot().generation()).isEqualTo(1 + PUBLISHES);
      assertThat(scheduler.snapshot().counters().layerMisses()).isZero();
      report(reporter, "publish", publish);
      report(reporter, "adopted after publish", adopt);
    }
    assertThat(exits).isEmpty();
  }

  /** Publishes alternate: the cgroup moves, then a layer comes or goes. */
  private static String[] layers(int i) {
    return i % 4 == 1 || i % 4 == 2
        ? new String[] {"critical", "high", "low"}
        : new String[] {"high", "low"};
  }

  private static void report(TestReporter reporter, String what, List<Duration> times) {
    Collections.sort(times);
    LOG.info(
        "{}: p50 {} ms, p99 {} ms, max {} ms, n = {}",
        what,
        times.get(times.size() / 2).toNanos() / 1e6,
        times.get(times.size() * 99 / 100).toNanos() / 1e6,
        times.get(times.size() - 1).toNanos() / 1e6,
        times.size());
    reporter.publishEntry(what + " p50 ms", milliseconds(times.get(times.size() / 2)));
    reporter.publishEntry(what + " p99 ms", milliseconds(times.get(times.size() * 99 / 100)));
  }

  private static String milliseconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
  }

  @Test
  void publish_otherLayerOfACgroup_movesItsTasksAndThoseOfNestedOnes() {
    var parent = KernelHost.newCgroup("temper-test/pod");
    var nested = KernelHost.newCgroup("temper-test/pod/container");
    try (var scheduler = attach(Map.of(KernelHost.idOf(parent), 2))) {
      spinIn(nested);
      awaitThatItRuns(scheduler, "high", "low");
      scheduler.publish(KernelHost.config(2, Map.of(KernelHost.idOf(parent), 3), "high", "low"));
      awaitThatItRuns(scheduler, "low", "high");
      // The nearest of the control groups decides.
      scheduler.publish(KernelHost.config(
          3, Map.of(KernelHost.idOf(parent), 3, KernelHost.idOf(nested), 2), "high", "low"));
      awaitThatItRuns(scheduler, "high", "low");
    }
  }

  /** Waits for a second in which one layer got CPU time, and the other none at all. */
  private static void awaitThatItRuns(SchedExtScheduler scheduler, String layer, String other) {
    KernelHost.await("layer '" + layer + "' runs, and '" + other + "' does not", () -> {
      var before = scheduler.snapshot();
      KernelHost.pause(Duration.ofSeconds(1));
      var after = scheduler.snapshot();
      var got = runTime(after, layer).minus(runTime(before, layer));
      var others = runTime(after, other).minus(runTime(before, other));
      LOG.info("a second of '{}': {}; of '{}': {}", layer, got, other, others);
      return got.compareTo(Duration.ofMillis(300)) > 0 && others.isZero();
    });
  }

  private static Duration runTime(SchedulerSnapshot snapshot, String layer) {
    return snapshot.layer(layer).orElseThrow().runTime();
  }

  @Test
  void snapshot_runTime_isWhatTheKernelChargesTheProcess() {
    var cgroup = KernelHost.newCgroup("temper-test/charged");
    try (var scheduler = attach(Map.of(KernelHost.idOf(cgroup), 2))) {
      var process = spinIn(cgroup);
      KernelHost.freeze(process);
      var charged = KernelHost.cpuTime(cgroup);
      var counted = runTime(scheduler.snapshot(), "high");
      KernelHost.thaw(process);
      KernelHost.pause(Duration.ofSeconds(3));
      KernelHost.freeze(process);
      var chargedNow = KernelHost.cpuTime(cgroup).minus(charged);
      var countedNow = runTime(scheduler.snapshot(), "high").minus(counted);
      LOG.info("3 s of a spinner: charged {}, counted {}", chargedNow, countedNow);
      assertThat((double) countedNow.toNanos() / chargedNow.toNanos()).isBetween(0.9, 1.1);
    }
  }

  @Test
  @ConformanceRow("16")
  void error_ofTheScheduler_reachesTheListenerAsData() {
    try (var scheduler = attach(Map.of())) {
      scheduler.injectError();
      KernelHost.await("the listener hears of the end", () -> !exits.isEmpty());
      assertThat(KernelHost.state()).isEqualTo("disabled");
      var exit = exits.get(0);
      LOG.info("{} with a dump of {} characters", exit, exit.dump().length());
      assertThat(exit.kind()).isEqualTo(SchedulerExit.Kind.ERROR_BY_ITSELF);
      assertThat(exit.message()).contains("debug error requested");
      assertThat(exit.reason()).isNotBlank();
      assertThat(exit.dump()).contains("temper");
      assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.EXITED);
    }
  }

  @Test
  void exit_withACode_reachesTheListener() {
    try (var scheduler = attach(Map.of())) {
      scheduler.injectExit(4711);
      KernelHost.await("the listener hears of the end", () -> !exits.isEmpty());
      assertThat(exits.get(0).kind()).isEqualTo(SchedulerExit.Kind.BY_ITSELF);
      assertThat(exits.get(0).code()).isEqualTo(4711);
    }
  }
}
