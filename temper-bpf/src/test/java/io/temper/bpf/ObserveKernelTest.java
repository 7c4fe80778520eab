package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import io.temper.observe.LayerStats;
import io.temper.observe.Migrations;
import io.temper.observe.ThreadLayer;
import io.temper.observe.ThreadStats;
import io.temper.spi.PublishOutcome;
import io.temper.spi.ThreadWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the scheduler counts is what processes of a known kind really did. */
@Tag("kernel")
class ObserveKernelTest {
  private static final Logger LOG = LoggerFactory.getLogger(ObserveKernelTest.class);
  private static final int HIGH = 2;
  private static final int LOW = 3;
  private static final Duration WHILE = Duration.ofSeconds(2);
  private static final int MANY_GENERATIONS = 20;

  private final SchedExtLoader loader = new SchedExtLoader(KernelHost.withFaultInjection());
  private final Load load = new Load();

  @AfterEach
  void stopLoad() {
    load.close();
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  private Process startIn(Path cgroup, String... command) {
    var process = load.start(command);
    KernelHost.move(process, cgroup);
    return process;
  }

  private Process spinIn(Path cgroup) {
    return startIn(cgroup, "sh", "-c", "while :; do :; done");
  }

  private static int tidOf(Process process) {
    return Math.toIntExact(process.pid());
  }

  private static LayerStats layer(SchedExtScheduler scheduler, String name) {
    return scheduler.snapshot().layer(name).orElseThrow();
  }

  private static LayerStats during(SchedExtScheduler scheduler, String name) {
    var before = layer(scheduler, name);
    KernelHost.pause(WHILE);
    var change = layer(scheduler, name).since(before);
    LOG.info("{}", change);
    return change;
  }

  /** The only process of the layer stands still while its counts are read, so they are exact. */
  private static LayerStats whileItRuns(Process process, SchedExtScheduler scheduler, String name) {
    KernelHost.freeze(process);
    var before = layer(scheduler, name);
    KernelHost.thaw(process);
    KernelHost.pause(WHILE);
    KernelHost.freeze(process);
    var change = layer(scheduler, name).since(before);
    KernelHost.thaw(process);
    LOG.info("{}", change);
    return change;
  }

  private static void awaitRunTime(SchedExtScheduler scheduler, String name, Duration moreThan) {
    KernelHost.await(
        "layer '" + name + "' gets more than " + moreThan + " of " + WHILE,
        () -> during(scheduler, name).runTime().compareTo(moreThan) > 0);
  }

  private static KernelConfig preferring(KernelConfig plain, int index, CpuSet cpus) {
    return Configs.with(plain, Configs.grouped(index, plain.layers().get(index).name(), cpus));
  }

  @Test
  void delays_ofAWaiterBehindASpinner_areChargedToTheSpinnersLayer() {
    var spins = KernelHost.newCgroup("temper-test/spins");
    var waits = KernelHost.newCgroup("temper-test/waits");
    var members = Map.of(KernelHost.idOf(spins), HIGH, KernelHost.idOf(waits), LOW);
    try (var scheduler = loader.attach(KernelHost.config(1, members, "high", "low"), exit -> {})) {
      startIn(spins, "taskset", "-c", "0", "sh", "-c", "while :; do :; done");
      startIn(waits, "taskset", "-c", "0", "sh", "-c", "while :; do :; done");
      KernelHost.await(
          "what the low layer waits is charged to the high one", () -> isChargedToHigh(scheduler));
    }
  }

  /** Of some windows a good part may go to others: a busy machine has more to run than the test's. */
  private static boolean isChargedToHigh(SchedExtScheduler scheduler) {
    var before = scheduler.delays();
    var low = layer(scheduler, "low");
    KernelHost.pause(WHILE);
    var delays = scheduler.delays().since(before);
    var waited = layer(scheduler, "low").since(low).waitTime();
    LOG.info("waited {}: {}", waited, delays);
    var charged = delays.time("low", "high");
    return charged.compareTo(waited.dividedBy(2)) > 0
        && charged.compareTo(waited.multipliedBy(2)) <= 0
        && charged.compareTo(delays.time("low", "low")) > 0;
  }

  /** A generation is a map of its own in the kernel, and so are its members: they go while they are read. */
  @Test
  void observer_whileOneGenerationFollowsTheOther_alwaysSeesOne() {
    var group = KernelHost.idOf(KernelHost.newCgroup("temper-test/high"));
    var others = List.of(
        KernelHost.idOf(KernelHost.newCgroup("temper-test/one")),
        KernelHost.idOf(KernelHost.newCgroup("temper-test/two")));
    var first = KernelHost.config(1, Map.of(group, HIGH), "high", "low");
    try (var scheduler = loader.attach(first, exit -> {});
        var observer = SchedExtObserver.find(SchedExtOptions.builder().build()).orElseThrow()) {
      var publishing = new Publishing(generation -> {
        int odd = Math.toIntExact(generation % 2);
        String[] layers =
            odd == 0 ? new String[] {"high", "low", "more"} : new String[] {"high", "low"};
        var members = Map.of(group, HIGH, others.get(odd), LOW);
        return scheduler.publish(KernelHost.config(generation, members, layers));
      });
      long last = 0;
      try (publishing) {
        long end = System.nanoTime() + WHILE.multipliedBy(2).toNanos();
        while (System.nanoTime() < end) {
          assertThat(observer.layerOf(List.of(group))).contains("high");
          long generation = observer.config().generation();
          assertThat(generation).isGreaterThanOrEqualTo(last);
          last = generation;
        }
      }
      assertThat(publishing.outcomes())
          .hasSizeGreaterThan(MANY_GENERATIONS)
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(PublishOutcome.Published.class));
      assertThat(last).isGreaterThan(MANY_GENERATIONS / 2);
    }
  }

  /** Publishes one generation after the other, from the second on, in a thread of its own. */
  private static final class Publishing implements AutoCloseable {
    private final List<PublishOutcome> outcomes = new CopyOnWriteArrayList<>();
    private final FutureTask<Boolean> task;
    private volatile boolean stopped;

    Publishing(LongFunction<PublishOutcome> publish) {
      task = new FutureTask<>(() -> {
        for (long generation = 2; !stopped; generation++) {
          outcomes.add(publish.apply(generation));
        }
        return true;
      });
      new Thread(task).start();
    }

    List<PublishOutcome> outcomes() {
      return outcomes;
    }

    @Override
    public void close() {
      stopped = true;
      assertThat(task).succeedsWithin(Duration.ofSeconds(60));
    }
  }

  @Test
  void observer_seesTheLayersOfGroupsAndTheThreadsThatAreWatched() {
    var high = KernelHost.newCgroup("temper-test/high");
    var ids = List.of(KernelHost.idOf(high), KernelHost.idOf(high.resolve("..").normalize()));
    var config = KernelHost.config(1, Map.of(ids.get(0), HIGH), "high", "low");
    try (var scheduler = loader.attach(config, exit -> {});
        var observer = SchedExtObserver.find(SchedExtOptions.builder().build()).orElseThrow()) {
      var process = spinIn(high);
      assertThat(observer.layerOf(ids)).contains("high");
      assertThat(observer.layerOf(List.of(ids.get(1)))).isEmpty();
      assertThat(observer.watched()).isEmpty();
      var watch = scheduler.watch(tidOf(process)).orElseThrow();
      KernelHost.await(
          "the observer sees the watched thread run in its layer", () -> observer.watched().stream()
              .anyMatch(one -> one.tid() == tidOf(process)
                  && one.layer().equals("high")
                  && !one.runTime().isZero()));
      watch.close();
      assertThat(observer.watched()).isEmpty();
    }
  }

  @Test
  void observer_seesTheLayerOfEachThread_whetherItRunsOrSleeps() {
    var high = KernelHost.newCgroup("temper-test/high");
    long id = KernelHost.idOf(high);
    try (var scheduler =
            loader.attach(KernelHost.config(1, Map.of(id, HIGH), "high", "low"), exit -> {});
        var observer = SchedExtObserver.find(SchedExtOptions.builder().build()).orElseThrow()) {
      int spins = tidOf(spinIn(high));
      int sleeps = tidOf(startIn(high, "sleep", "1000"));
      awaitLayer(observer, spins, new ThreadLayer(null, "high", id));
      assertThat(scheduler.assign(spins, "low")).isTrue();
      assertThat(scheduler.assign(sleeps, "low")).isTrue();
      awaitLayer(observer, spins, new ThreadLayer("low", "low", id));
      awaitLayer(observer, sleeps, new ThreadLayer("low", null, 0));
      scheduler.publish(KernelHost.config(2, Map.of(id, 2), "high"));
      awaitLayer(observer, spins, new ThreadLayer(null, "high", id));
      assertThat(observer.layersOf(List.of(Integer.MAX_VALUE))).isEmpty();
    }
  }

  private static void awaitLayer(SchedExtObserver observer, int tid, ThreadLayer expected) {
    KernelHost.await(
        "thread " + tid + " is told as " + expected,
        () -> expected.equals(observer.layersOf(List.of(tid)).get(tid)));
  }

  @Test
  void assign_ofARunningThread_movesItToTheLayerAndBack() {
    var cgroup = KernelHost.newCgroup("temper-test/assigned");
    var members = Map.of(KernelHost.idOf(cgroup), LOW);
    try (var scheduler = loader.attach(KernelHost.config(1, members, "high", "low"), exit -> {})) {
      var moved = spinIn(cgroup);
      var stays = spinIn(cgroup);
      awaitRunTime(scheduler, "low", WHILE.dividedBy(2));
      assertThat(layer(scheduler, "high").runTime()).isZero();
      assertThat(scheduler.assign(tidOf(moved), "high")).isTrue();
      awaitRunTime(scheduler, "high", WHILE.dividedBy(4));
      // While the layer is gone, the thread is in its cgroup's.
      scheduler.publish(KernelHost.config(2, Map.of(KernelHost.idOf(cgroup), 2), "low"));
      awaitRunTime(scheduler, "low", WHILE.dividedBy(2));
      scheduler.publish(KernelHost.config(3, members, "high", "low"));
      // The layer is back, and the thread in it.
      awaitRunTime(scheduler, "high", WHILE.dividedBy(4));
      assertThat(scheduler.unassign(tidOf(moved))).isTrue();
      KernelHost.await(
          "the thread leaves the layer",
          () -> during(scheduler, "high").runTime().isZero());
      awaitRunTime(scheduler, "low", WHILE.dividedBy(2));
      assertThat(moved.isAlive()).isTrue();
      assertThat(stays.isAlive()).isTrue();
    }
  }

  @Test
  void watch_ofASpinner_agreesWithTheKernelsOwnCount() {
    var cgroup = KernelHost.newCgroup("temper-test/watched");
    var members = Map.of(KernelHost.idOf(cgroup), HIGH);
    try (var scheduler = loader.attach(KernelHost.config(1, members, "high", "low"), exit -> {})) {
      var process = spinIn(cgroup);
      spinIn(cgroup);
      try (var watch = scheduler.watch(tidOf(process)).orElseThrow()) {
        KernelHost.await("the thread is seen", () -> watch.read().isPresent());
        KernelHost.freeze(process);
        var before = watch.read().orElseThrow();
        var kernelBefore = KernelHost.runTimeOf(process);
        KernelHost.thaw(process);
        KernelHost.pause(Duration.ofSeconds(3));
        KernelHost.freeze(process);
        ThreadStats now = watch.read().orElseThrow();
        var kernel = KernelHost.runTimeOf(process).minus(kernelBefore);
        var counted = now.runTime().minus(before.runTime());
        LOG.info("watched {}: counted {}, the kernel {}", now, counted, kernel);
        assertThat((double) counted.toNanos() / kernel.toNanos()).isBetween(0.95, 1.05);
        assertThat(now.tid()).isEqualTo(tidOf(process));
        assertThat(now.layer()).isEqualTo("high");
        assertThat(now.cpu()).isBetween(0, KernelHost.cpus() - 1);
        assertThat(now.core()).isEqualTo(now.cpu());
        assertThat(now.running()).as("running, though stopped").isFalse();
        assertThat(now.runs()).isGreaterThan(before.runs());
      }
    }
  }

  @Test
  void migrations_ofAThreadSentFromCpuToCpu_areCountedByKind() {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThanOrEqualTo(4);
    var cgroup = KernelHost.newCgroup("temper-test/moved");
    var plain = KernelHost.config(1, Map.of(KernelHost.idOf(cgroup), HIGH), "high", "low");
    // CPUs 0 and 1 are one core, 2 the same cache, 3 another cache and node: whatever they really
    // are.
    var cpus = new ArrayList<>(plain.cpus());
    cpus.set(0, new KernelCpu(0, 0, 1, 0, 0));
    cpus.set(1, new KernelCpu(1, 0, 0, 0, 0));
    cpus.set(2, new KernelCpu(2, 0, 2, 2, 0));
    cpus.set(3, new KernelCpu(3, 1, 3, 3, 1));
    var config = Configs.on(plain, cpus, 2);
    try (var scheduler = loader.attach(config, exit -> {})) {
      var process = spinIn(cgroup);
      try (var watch = scheduler.watch(tidOf(process)).orElseThrow()) {
        send(process, watch, 0);
        var before = layer(scheduler, "high").migrations();
        var watchedBefore = watch.read().orElseThrow().migrations();
        for (int cpu : new int[] {1, 2, 3, 0}) {
          send(process, watch, cpu);
        }
        var expected = new Migrations(1, 1, 0, 2);
        assertThat(layer(scheduler, "high").migrations().since(before)).isEqualTo(expected);
        assertThat(watch.read().orElseThrow().migrations().since(watchedBefore))
            .isEqualTo(expected);
      }
    }
  }

  private static void send(Process process, ThreadWatch watch, int cpu) {
    KernelHost.allowCpus(process, cpu);
    KernelHost.await(
        "the thread runs on CPU " + cpu,
        () -> watch.read().map(ThreadStats::cpu).equals(Optional.of(cpu)));
  }

  @Test
  void spill_isTheRunTimeOutsideThePreferredCpus() {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(1);
    var cgroup = KernelHost.newCgroup("temper-test/spilled");
    var plain = KernelHost.config(1, Map.of(KernelHost.idOf(cgroup), HIGH), "high", "low");
    try (var scheduler = loader.attach(preferring(plain, HIGH, CpuSet.of(0)), exit -> {})) {
      var process = spinIn(cgroup);
      KernelHost.allowCpus(process, 1);
      var outside = whileItRuns(process, scheduler, "high");
      assertThat(outside.runTime()).isPositive();
      assertThat(outside.spill()).isEqualTo(outside.runTime());
      KernelHost.allowCpus(process, 0);
      var inside = whileItRuns(process, scheduler, "high");
      assertThat(inside.runTime()).isGreaterThan(WHILE.dividedBy(4));
      assertThat(inside.spill()).isZero();
      assertThat(during(scheduler, "default").spill()).as("prefers nothing").isZero();
    }
  }

  @Test
  void foreignThreads_onCpusOfAConfinedLayer_areCountedAsBoundIfTheyMustRunThere() {
    var cgroup = KernelHost.newCgroup("temper-test/foreign");
    var plain = KernelHost.config(1, Map.of(KernelHost.idOf(cgroup), LOW), "high", "low");
    var high = plain.layers().get(HIGH);
    var confined = Configs.with(
        plain,
        new KernelLayer(
            HIGH,
            high.name(),
            KernelLayer.Kind.CONFINED,
            high.rank(),
            high.weight(),
            high.sliceNanos(),
            0,
            true,
            true,
            CpuSet.of(0)));
    try (var scheduler = loader.attach(confined, exit -> {})) {
      var bound = spinIn(cgroup);
      KernelHost.allowCpus(bound, 0);
      var low = whileItRuns(bound, scheduler, "low");
      assertThat(low.boundVisits().time()).isEqualTo(low.runTime()).isPositive();
      assertThat(low.violations().time()).isZero();
      assertThat(during(scheduler, "high").boundVisits().runs()).isZero();
    }
  }

  @Test
  void twoSnapshots_neverGoBackwards_andCpusAddUp() {
    var cgroup = KernelHost.newCgroup("temper-test/forward");
    var config = KernelHost.config(1, Map.of(KernelHost.idOf(cgroup), HIGH), "high", "low");
    try (var scheduler = loader.attach(config, exit -> {})) {
      startIn(cgroup, "sh", "-c", "while :; do sleep 0.001; done");
      spinIn(cgroup);
      var before = scheduler.snapshot();
      var delays = scheduler.delays();
      for (int i = 0; i < 50; i++) {
        KernelHost.pause(Duration.ofMillis(20));
        var now = scheduler.snapshot();
        for (var layer : now.layers()) {
          assertThatNothingIsNegative(layer.since(before.layer(layer.name()).orElseThrow()));
        }
        var later = scheduler.delays();
        // Time and count of one wait may be read a moment apart.
        assertThat(later.since(delays).entries())
            .allSatisfy(delay -> assertThat(delay.time().isNegative()).isFalse());
        before = now;
        delays = later;
      }
      var sum = scheduler.cpus().stream()
          .map(cpu -> cpu.layer("high").orElseThrow().runs())
          .mapToLong(Long::longValue)
          .sum();
      assertThat(sum)
          .isBetween(
              before.layer("high").orElseThrow().runs(),
              layer(scheduler, "high").runs());
      // Between two runs a CPU runs nobody.
      KernelHost.await("a CPU is seen running the high layer", () -> scheduler.cpus().stream()
          .anyMatch(cpu -> "high".equals(cpu.running())));
    }
  }

  private static void assertThatNothingIsNegative(LayerStats change) {
    assertThat(List.of(
            change.runTime(),
            change.waitTime(),
            change.longestWait(),
            change.spill(),
            change.violations().time(),
            change.boundVisits().time()))
        .noneMatch(Duration::isNegative);
    assertThat(List.of(
            change.runs(),
            change.wakeUps(),
            change.directWakeUps(),
            change.preemptions(),
            change.queued(),
            change.preempted(),
            change.migrations().sameCore(),
            change.migrations().sameCache(),
            change.migrations().sameNode(),
            change.migrations().otherNode(),
            change.turns(),
            change.overdue(),
            change.restricted(),
            change.rescues(),
            change.late()))
        .noneMatch(count -> count < 0);
  }
}
