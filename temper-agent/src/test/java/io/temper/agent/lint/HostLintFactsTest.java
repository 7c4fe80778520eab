package io.temper.agent.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.agent.report.observe.HostGroups;
import io.temper.agent.report.observe.SampleLayers;
import io.temper.agent.report.observe.ThreadObserver;
import io.temper.kernel.KernelConfig;
import io.temper.lint.fact.CpuManager;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.GroupUsage;
import io.temper.lint.fact.JvmProcess;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.Suppressions;
import io.temper.lint.fact.ThreadGroupPlacement;
import io.temper.lint.fact.ThreadGroupPlacement.Sight;
import io.temper.lint.fact.ThreadPlacement;
import io.temper.lint.fact.ThreadPlacement.Kind;
import io.temper.linux.CgroupTree;
import io.temper.linux.ThreadTable;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.observe.ThreadLayer;
import io.temper.observe.ThreadStats;
import io.temper.plan.TierPlanner;
import io.temper.runtime.placement.ExpectedThread;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a linter learns of a host, over files of a made-up one. */
class HostLintFactsTest {
  private static final Supplier<Optional<ThreadObserver>> NO_SCHEDULER = Optional::empty;

  /** A scheduler that has everything in one layer, but for threads of which it tells. */
  private record AllCritical(Map<Integer, ThreadLayer> told) implements ThreadObserver {
    AllCritical() {
      this(Map.of());
    }

    @Override
    public Map<Integer, ThreadLayer> layersOf(Collection<Integer> tids) {
      Map<Integer, ThreadLayer> asked = new HashMap<>(told);
      asked.keySet().retainAll(tids);
      return asked;
    }

    @Override
    public KernelConfig config() {
      return SampleLayers.after(1).config();
    }

    @Override
    public Optional<String> layerOf(List<Long> cgroupIds) {
      return Optional.of("critical");
    }

    @Override
    public List<ThreadStats> watched() {
      return List.of();
    }

    @Override
    public boolean hasEnded() {
      return false;
    }

    @Override
    public void close() {}
  }

  @TempDir
  Path root;

  private long nanos;

  @BeforeEach
  void setUp() {
    write("proc/self/comm", "x");
    write("cgroup/cgroup.controllers", "cpu");
    group(0, 0);
  }

  private void write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void group(long usageMicros, long throttledMicros) {
    write("cgroup/pod/cpu.max", "150000 100000");
    write("cgroup/pod/cpu.weight", "39");
    write(
        "cgroup/pod/cpu.stat",
        "usage_usec " + usageMicros + "\nuser_usec 0\nsystem_usec 0\nnr_periods 1\nnr_throttled 1\n"
            + "throttled_usec " + throttledMicros);
  }

  private void inside(String name, long usageMicros, long throttledMicros) {
    write(
        "cgroup/pod/" + name + "/cpu.stat",
        "usage_usec " + usageMicros + "\nuser_usec 0\nsystem_usec 0\nnr_periods 1\n"
            + "nr_throttled 1\nthrottled_usec " + throttledMicros);
  }

  private void thread(int id, String name, int policy, String status) {
    StringBuilder stat = new StringBuilder(id + " (" + name + ") R");
    for (int field = 4; field <= 52; field++) {
      stat.append(' ').append(field == 41 ? policy : field == 39 ? 3 : 0);
    }
    String directory = "proc/" + id;
    write(directory + "/task/" + id + "/stat", stat.toString());
    write(directory + "/task/" + id + "/status", status);
    write(directory + "/status", status);
    write(directory + "/cgroup", "0::/pod");
    write(directory + "/comm", name);
  }

  private HostLintFacts facts(
      Supplier<Optional<ThreadObserver>> scheduler, ExpectedThread... expected) {
    HostGroups host = new HostGroups(
        root.resolve("cgroup"),
        CgroupTree.open(root.resolve("cgroup")),
        ThreadTable.open(root.resolve("proc")),
        root.resolve("sched_ext"));
    return new HostLintFacts(
        host,
        root.resolve("proc"),
        root.resolve("cpu_manager_state"),
        root.resolve("s.toml"),
        scheduler,
        () -> List.of(expected),
        () -> nanos);
  }

  private static LintInput input() {
    var web = Workload.builder(WorkloadId.of("shop", "web"))
        .cgroup(new CgroupPath("/pod"))
        .request(CpuQuantity.ofCpus(1))
        .build();
    var plan = TierPlanner.standard().plan(WorkloadSet.of(web), NodeTopology.parse("4c8t"));
    return LintInput.at(Instant.EPOCH).with(Fact.PLAN, plan);
  }

  @Test
  void apply_first_knowsMomentsAndNoWindows() {
    write("sched_ext/root/events", "SCX_EV_BYPASS_ACTIVATE 1");
    LintInput known = facts(NO_SCHEDULER).apply(input());

    assertThat(known.get(Fact.CPU_MANAGER)).isEqualTo(CpuManager.NONE);
    assertThat(known.get(Fact.IRQS).irqs()).isEmpty();
    assertThat(known.get(Fact.JVMS).jvms()).isEmpty();
    assertThat(known.get(Fact.THREADS).threads()).isEmpty();
    assertThat(known.knows(Fact.GROUPS)).isFalse();
    assertThat(known.knows(Fact.EVENTS)).isFalse();
    assertThat(known.whyUnknown(Fact.EVENTS)).isEqualTo("there are no two readings yet");
  }

  @Test
  void apply_second_hasTheGroupsOfTheTimeBetween() {
    HostLintFacts facts = facts(NO_SCHEDULER);
    facts.apply(input());
    nanos += Duration.ofSeconds(10).toNanos();
    group(17_000_000, 300_000);

    var groups = facts.apply(input()).get(Fact.GROUPS);
    assertThat(groups.window()).isEqualTo(Duration.ofSeconds(10));
    assertThat(groups.groups())
        .containsExactly(new GroupUsage(
            new CgroupPath("/pod"),
            CpuQuantity.ofMillis(1500),
            39,
            CpuQuantity.ofMillis(1700),
            Duration.ofMillis(300)));
  }

  @Test
  void apply_second_hasTheLimitedGroupsOfItsContainersToo() {
    write("cgroup/pod/free/cpu.max", "max 100000");
    inside("free", 0, 0);
    write("cgroup/pod/tight/cpu.max", "50000 100000");
    inside("tight", 0, 0);
    HostLintFacts facts = facts(NO_SCHEDULER);
    facts.apply(input());
    nanos += Duration.ofSeconds(10).toNanos();
    inside("tight", 5_000_000, 4_000_000);

    assertThat(facts.apply(input()).get(Fact.GROUPS).groups())
        .filteredOn(group -> !group.cgroup().value().equals("/pod"))
        .containsExactly(new GroupUsage(
            new CgroupPath("/pod/tight"),
            CpuQuantity.ofMillis(500),
            0,
            CpuQuantity.ofMillis(500),
            Duration.ofSeconds(4)));
  }

  @Test
  void apply_manyGroupsInsideOfOne_costNoMoreThanSixteen() {
    for (int i = 0; i < 40; i++) {
      write("cgroup/pod/c" + i + "/cpu.max", "50000 100000");
      inside("c" + i, 0, 0);
    }
    HostLintFacts facts = facts(NO_SCHEDULER);
    facts.apply(input());
    nanos += Duration.ofSeconds(10).toNanos();

    assertThat(facts.apply(input()).get(Fact.GROUPS).groups()).hasSize(17);
  }

  @Test
  void apply_groupThatWasMadeAnew_isLeftOut() {
    group(5_000_000, 0);
    HostLintFacts facts = facts(NO_SCHEDULER);
    facts.apply(input());
    nanos += Duration.ofSeconds(10).toNanos();
    group(1_000_000, 0);

    assertThat(facts.apply(input()).get(Fact.GROUPS).groups()).isEmpty();
  }

  @Test
  void apply_events_areTheGrowthAndBeginAnewWithAScheduler() {
    HostLintFacts facts = facts(NO_SCHEDULER);
    write("sched_ext/root/events", "SCX_EV_BYPASS_ACTIVATE 5");
    facts.apply(input());
    write("sched_ext/root/events", "SCX_EV_BYPASS_ACTIVATE 7");
    assertThat(facts.apply(input()).get(Fact.EVENTS).of("SCX_EV_BYPASS_ACTIVATE"))
        .isEqualTo(2);
    write("sched_ext/root/events", "SCX_EV_BYPASS_ACTIVATE 3");
    assertThat(facts.apply(input()).get(Fact.EVENTS).of("SCX_EV_BYPASS_ACTIVATE"))
        .isEqualTo(3);
  }

  @Test
  void apply_threads_haveTheirKindAndTheLayerThatTheSchedulerTells() {
    thread(10, "web", 0, "Kthread:\t0\nCpus_allowed_list:\t0-3");
    thread(11, "rt", 1, "Kthread:\t0\nCpus_allowed_list:\t0-3");
    thread(12, "kworker", 0, "Kthread:\t1\nCpus_allowed_list:\t1");

    assertThat(facts(() -> Optional.of(new AllCritical()))
            .apply(input())
            .get(Fact.THREADS)
            .threads())
        .containsExactly(
            new ThreadPlacement(
                10,
                10,
                "web",
                Kind.LAYERED,
                new CgroupPath("/pod"),
                "critical",
                3,
                true,
                CpuSet.range(0, 3)),
            new ThreadPlacement(
                11,
                11,
                "rt",
                Kind.REAL_TIME,
                new CgroupPath("/pod"),
                null,
                3,
                true,
                CpuSet.range(0, 3)),
            new ThreadPlacement(
                12,
                12,
                "kworker",
                Kind.KERNEL,
                new CgroupPath("/pod"),
                null,
                3,
                true,
                CpuSet.of(1)));
  }

  private static long idOf(Path directory) throws IOException {
    return ((Number) Files.getAttribute(directory, "unix:ino")).longValue();
  }

  /** What it looked up in another group says nothing of this one. */
  @Test
  void apply_runningThread_isWhereItIsServedElseWhereItsNoteOrItsGroupSays() throws IOException {
    for (int id = 10; id < 15; id++) {
      thread(id, "web", 0, "Kthread:\t0\nCpus_allowed_list:\t0-3");
    }
    long pod = idOf(root.resolve("cgroup/pod"));
    HostLintFacts facts = facts(() -> Optional.of(new AllCritical(Map.of(
        10, new ThreadLayer("normal", "low", pod),
        11, new ThreadLayer("normal", "low", pod + 1),
        12, new ThreadLayer("normal", null, 0),
        13, new ThreadLayer(null, null, 0)))));

    assertThat(facts.apply(input()).get(Fact.THREADS).threads())
        .extracting(ThreadPlacement::layer)
        .containsExactly("low", "normal", "normal", "critical", "critical");
  }

  private static ExpectedThread expected(int tid) {
    return new ExpectedThread(
        WorkloadId.of("shop", "web"), new CgroupPath("/pod"), tid, "GC Thread#0", "high/yield");
  }

  private static ThreadGroupPlacement seen(int tid, String observed, Sight sight) {
    return new ThreadGroupPlacement(
        WorkloadId.of("shop", "web"), tid, "GC Thread#0", "high/yield", observed, sight);
  }

  @Test
  void apply_profiledThreads_areToldWithHowTheyWereSeenAndWithoutThoseThatEnded() {
    HostLintFacts facts = facts(
        () -> Optional.of(new AllCritical(Map.of(
            10, new ThreadLayer("high/yield", "high", 77),
            11, new ThreadLayer("high/yield", null, 0),
            12, new ThreadLayer(null, null, 0)))),
        expected(10),
        expected(11),
        expected(12),
        expected(13));

    assertThat(facts.apply(input()).get(Fact.THREAD_GROUPS).threads())
        .containsExactly(
            seen(10, "high", Sight.SERVED),
            seen(11, "high/yield", Sight.NOTED),
            seen(12, "critical", Sight.BY_GROUP));
  }

  @Test
  void apply_noSchedulerToLookAt_knowsNoLayerAndSaysWhy() {
    thread(10, "web", 0, "Kthread:\t0\nCpus_allowed_list:\t0-3");
    LintInput known = facts(NO_SCHEDULER, expected(10)).apply(input());

    assertThat(known.get(Fact.THREADS).threads())
        .singleElement()
        .satisfies(thread -> assertThat(thread.layer()).isNull());
    assertThat(known.whyUnknown(Fact.THREAD_GROUPS))
        .isEqualTo("Temper's scheduler is not attached");
  }

  @Test
  void apply_schedulerThatCannotBeLookedAt_leavesLayersUnknown() {
    thread(10, "web", 0, "Kthread:\t0\nCpus_allowed_list:\t0-3");
    LintInput known = facts(() -> {
          throw new TemperException("permission denied");
        })
        .apply(input());

    assertThat(known.get(Fact.THREADS).threads())
        .singleElement()
        .satisfies(thread -> assertThat(thread.layer()).isNull());
    assertThat(known.whyUnknown(Fact.THREAD_GROUPS)).isEqualTo("permission denied");
  }

  @Test
  void apply_jvms_seeTheirFlagElseTheirLimitElseTheirCpus() {
    thread(10, "java", 0, "Kthread:\t0\nCpus_allowed_list:\t0-7");
    thread(11, "java", 0, "Kthread:\t0\nCpus_allowed_list:\t0-7");
    thread(12, "java", 0, "Kthread:\t0\nCpus_allowed_list:\t0");
    write("proc/11/cmdline", "java\0-XX:ActiveProcessorCount=5");

    assertThat(facts(NO_SCHEDULER).apply(input()).get(Fact.JVMS).jvms())
        .containsExactly(
            new JvmProcess(10, new CgroupPath("/pod"), 2, "its CPU limit, rounded up"),
            new JvmProcess(11, new CgroupPath("/pod"), 5, "-XX:ActiveProcessorCount"),
            new JvmProcess(12, new CgroupPath("/pod"), 1, "the CPUs that it may use"));
  }

  @Test
  void apply_oneThingThatCannotBeRead_hidesNothingElse() {
    write("proc/irq/24/smp_affinity_list", "three");
    write("proc/irq/24/nic/x", "");
    write("cpu_manager_state", "{}");
    LintInput known = facts(NO_SCHEDULER).apply(input());

    assertThat(known.knows(Fact.IRQS)).isFalse();
    assertThat(known.whyUnknown(Fact.IRQS)).contains("smp_affinity_list");
    assertThat(known.whyUnknown(Fact.CPU_MANAGER)).contains("policyName");
    assertThat(known.knows(Fact.THREADS)).isTrue();
  }

  @Test
  void apply_suppressions_areThoseOfTheFile() {
    assertThat(facts(NO_SCHEDULER).apply(input()).get(Fact.SUPPRESSIONS))
        .isEqualTo(Suppressions.NONE);
    write(
        "s.toml",
        "apiVersion = \"temper.io/v1\"\nkind = \"LintSuppressions\"\n[[suppress]]\n"
            + "rule = \"irq_on_fence\"\nreason = \"known\"");
    assertThat(facts(NO_SCHEDULER).apply(input()).get(Fact.SUPPRESSIONS).all())
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).isEqualTo("known"));
    write("s.toml", "rule = 1");
    assertThat(facts(NO_SCHEDULER).apply(input()).get(Fact.SUPPRESSIONS).faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.problem()).contains("s.toml"));
  }

  @Test
  void apply_noPlan_readsNoGroups() {
    LintInput known = facts(NO_SCHEDULER).apply(LintInput.at(Instant.EPOCH));
    assertThat(known.knows(Fact.GROUPS)).isFalse();
  }
}
