package io.temper.lint;

import static io.temper.lint.Case.cannotCheck;
import static io.temper.lint.Case.fires;
import static io.temper.lint.Case.isNotApplicable;
import static io.temper.lint.Case.passes;
import static io.temper.lint.Samples.PROFILED;
import static io.temper.lint.Samples.millis;
import static io.temper.lint.Samples.nothing;
import static io.temper.lint.Samples.planned;
import static io.temper.lint.Samples.pod;
import static io.temper.lint.Samples.profiled;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.IrqAffinities;
import io.temper.lint.fact.IrqAffinity;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.SchedulerWindow;
import io.temper.lint.fact.ThreadGroupPlacement;
import io.temper.lint.fact.ThreadGroupPlacement.Sight;
import io.temper.lint.fact.ThreadGroups;
import io.temper.lint.fact.ThreadPlacement;
import io.temper.lint.fact.ThreadPlacement.Kind;
import io.temper.lint.fact.ThreadPlacements;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Cases of the rules that look at where things run. */
final class PlacementCases {
  /**
   * Four cores of two threads, CPU n beside n + 4. The fence of critical is CPUs 1 and 5; high prefers
   * CPU 2; core 0 is the reserve, core 3 has no owner.
   */
  static final LintInput NODE = planned(
      "4c8t",
      pod("critical", Tier.CRITICAL, 1000),
      pod("high", Tier.HIGH, 1000),
      pod("low", Tier.LOW, 1000));

  /** The same, with thread groups in critical and high. */
  private static final LintInput PROFILED_NODE = planned(
      PROFILED,
      "4c8t",
      profiled("critical", Tier.CRITICAL).request(millis(1000)).build(),
      profiled("high", Tier.HIGH).request(millis(1000)).build(),
      pod("low", Tier.LOW, 1000));

  private static final LintInput UNFENCED = planned("4c8t", pod("low", Tier.LOW, 1000));
  private static final CpuSet ALL = CpuSet.range(0, 7);

  private PlacementCases() {}

  static Stream<Case> all() {
    return Stream.of(
            collisions(),
            reserve(),
            fallback(),
            mismatch(),
            violations(),
            pinned(),
            interrupts(),
            realTime(),
            groups())
        .flatMap(List::stream);
  }

  static ThreadPlacement thread(int tid, String layer, int cpu) {
    return thread(tid, layer, cpu, ALL);
  }

  private static ThreadPlacement thread(int tid, String layer, int cpu, CpuSet allowed) {
    CgroupPath cgroup = new CgroupPath("/" + layer + "/container");
    return new ThreadPlacement(tid, tid, "t", Kind.LAYERED, cgroup, layer, cpu, true, allowed);
  }

  private static ThreadPlacement in(String layer, String cgroup) {
    return new ThreadPlacement(
        1, 1, "t", Kind.LAYERED, new CgroupPath(cgroup), layer, 3, true, ALL);
  }

  private static ThreadPlacement of(Kind kind, boolean running, int cpu) {
    return new ThreadPlacement(9, 9, "rt", kind, new CgroupPath("/"), null, cpu, running, ALL);
  }

  private static ThreadPlacement unknown(ThreadPlacement thread) {
    return new ThreadPlacement(
        thread.tid(),
        thread.processId(),
        thread.name(),
        thread.kind(),
        thread.cgroup(),
        null,
        thread.cpu(),
        true,
        thread.allowed());
  }

  private static ThreadPlacement asleep(ThreadPlacement thread) {
    return new ThreadPlacement(
        thread.tid(),
        thread.processId(),
        thread.name(),
        thread.kind(),
        thread.cgroup(),
        thread.layer(),
        thread.cpu(),
        false,
        thread.allowed());
  }

  private static LintInput running(ThreadPlacement... threads) {
    return NODE.with(Fact.THREADS, new ThreadPlacements(List.of(threads)));
  }

  private static LintInput bare(LintInput input, ThreadPlacement... threads) {
    return input.with(Fact.THREADS, new ThreadPlacements(List.of(threads)));
  }

  private static List<Case> collisions() {
    String rule = "smt_collision";
    ThreadPlacement owner = thread(1, "critical", 1);
    return List.of(
        fires(
            rule,
            "low beside the fence's thread",
            running(owner, thread(2, "low", 5)),
            "layer critical: expected 0 threads, observed 1 threads"),
        fires(
            rule,
            "two",
            running(owner, thread(3, "critical", 5), thread(2, "low", 5), thread(4, "low", 1)),
            "layer critical: expected 0 threads, observed 2 threads"),
        fires(
            rule,
            "low beside high, a core idle",
            running(thread(1, "high", 2), thread(2, "low", 6)),
            "layer high: expected 0 threads, observed 1 threads"),
        passes(
            rule,
            "low beside high, no core idle",
            running(
                thread(1, "high", 2),
                thread(2, "low", 6),
                thread(3, "low", 0),
                thread(4, "low", 7))),
        passes(rule, "its own kind beside it", running(owner, thread(2, "critical", 5))),
        passes(
            rule, "a higher rank beside it", running(thread(1, "high", 2), thread(2, "system", 6))),
        passes(
            rule,
            "threads of high that yield beside it",
            bare(PROFILED_NODE, thread(1, "high", 2), thread(2, "high/yield", 6))),
        passes(rule, "another core", running(owner, thread(2, "low", 6))),
        passes(rule, "the same CPU", running(owner, thread(2, "low", 1))),
        passes(rule, "asleep", running(owner, asleep(thread(2, "low", 5)))),
        passes(rule, "where high is a guest", running(thread(1, "high", 3), thread(2, "low", 7))),
        passes(rule, "a layer that the plan does not have", running(owner, thread(2, "other", 5))),
        isNotApplicable(rule, "nothing protected", bare(UNFENCED, owner)),
        isNotApplicable(rule, "no SMT", bare(planned("4c", pod("a", Tier.CRITICAL, 1000)), owner)),
        cannotCheck(rule, "no layers", running(unknown(owner))),
        cannotCheck(rule, "no threads", NODE));
  }

  private static List<Case> fallback() {
    String rule = "protected_fallback";
    return List.of(
        fires(
            rule,
            "outside, all free",
            running(thread(1, "critical", 3)),
            "layer critical: expected 0 threads, observed 1 threads"),
        fires(
            rule,
            "outside, one free",
            running(thread(1, "critical", 3), thread(2, "critical", 7), thread(3, "critical", 1)),
            "layer critical: expected 0 threads, observed 2 threads"),
        passes(
            rule,
            "outside, all full",
            running(thread(1, "critical", 3), thread(2, "critical", 1), thread(3, "critical", 5))),
        passes(rule, "bound elsewhere", running(thread(1, "critical", 3, CpuSet.of(3)))),
        passes(
            rule,
            "bound to a CPU of the fence that is taken",
            running(thread(1, "critical", 3, CpuSet.of(1, 3)), thread(2, "critical", 1))),
        passes(rule, "inside", running(thread(1, "critical", 5))),
        passes(
            rule,
            "threads that yield outside",
            bare(PROFILED_NODE, thread(1, "critical/yield", 3))),
        isNotApplicable(rule, "no fence", bare(UNFENCED, thread(1, "low", 3))),
        cannotCheck(rule, "no layers", running(unknown(thread(1, "critical", 3)))),
        cannotCheck(rule, "no threads", NODE));
  }

  private static List<Case> reserve() {
    String rule = "open_reserve";
    LintInput noCore = NODE.with(Fact.TOPOLOGY, NodeTopology.parse("1c2t"));
    return List.of(
        fires(
            rule,
            "an open layer behind the fence",
            running(thread(1, "low", 5), thread(2, "low", 1)),
            "layer critical: expected 0 threads, observed 2 threads"),
        fires(
            rule,
            "the system layer is open, too",
            running(thread(1, "system", 5)),
            "layer critical: expected 0 threads, observed 1 threads"),
        fires(
            rule,
            "no core left",
            bare(noCore, unknown(thread(1, "low", 0))),
            "node: expected >= 1 cores, observed 0 cores"),
        passes(rule, "a guest", running(thread(1, "low", 5, CpuSet.of(1, 5)))),
        passes(rule, "a grouped layer", running(thread(1, "high", 5))),
        passes(rule, "outside", running(thread(1, "low", 4))),
        isNotApplicable(rule, "no fence", bare(UNFENCED, thread(1, "low", 5))),
        cannotCheck(rule, "no layers", running(unknown(thread(1, "low", 5)))),
        cannotCheck(rule, "no threads", NODE));
  }

  private static List<Case> mismatch() {
    String rule = "layer_mismatch";
    ThreadPlacement lost = new ThreadPlacement(
        7, 7, "t", Kind.LAYERED, new CgroupPath("/high/container"), "low", 0, true, ALL);
    ThreadGroups profiled = new ThreadGroups(List.of(new ThreadGroupPlacement(
        WorkloadId.of("shop", "high"), 7, "t", "low", "low", Sight.SERVED)));
    ThreadGroups unprofiled = new ThreadGroups(List.of(new ThreadGroupPlacement(
        WorkloadId.of("shop", "high"), 7, "t", "high", "low", Sight.SERVED)));
    return List.of(
        fires(
            rule,
            "another layer",
            running(lost, thread(1, "low", 3)),
            "workload shop/high: expected high, observed low"),
        fires(
            rule,
            "two",
            running(lost, asleep(lost)),
            "workload shop/high: expected high, observed low"),
        fires(
            rule,
            "of two workloads",
            running(lost, in("high", "/low")),
            "workload shop/high: expected high, observed low",
            "workload shop/low: expected low, observed high"),
        fires(
            rule,
            "asleep",
            running(asleep(lost)),
            "workload shop/high: expected high, observed low"),
        passes(rule, "its layer", running(thread(1, "high", 3), unknown(lost))),
        fires(
            rule,
            "another tier's threads that yield",
            bare(PROFILED_NODE, in("critical/yield", "/high")),
            "workload shop/high: expected high, observed critical/yield"),
        isNotApplicable(
            rule, "its tier's threads that yield", bare(PROFILED_NODE, in("high/yield", "/high"))),
        isNotApplicable(rule, "a profile's wish", running(lost).with(Fact.THREAD_GROUPS, profiled)),
        fires(
            rule,
            "a profile that wishes its workload's own layer",
            running(lost).with(Fact.THREAD_GROUPS, unprofiled),
            "workload shop/high: expected high, observed low"),
        isNotApplicable(rule, "of no workload", running(thread(1, "default", 3))),
        isNotApplicable(rule, "real time", running(of(Kind.REAL_TIME, true, 3))),
        cannotCheck(rule, "no layers", running(unknown(lost))),
        cannotCheck(rule, "no threads", NODE));
  }

  private static List<Case> violations() {
    String rule = "fence_violation";
    return List.of(
        fires(
            rule,
            "above a thousandth",
            NODE.with(Fact.SCHEDULER, inside(Duration.ofMillis(11))),
            "layer low: expected <= 10 ms, observed 11 ms in 10000 ms"),
        passes(rule, "a thousandth", NODE.with(Fact.SCHEDULER, inside(Duration.ofMillis(10)))),
        isNotApplicable(
            rule, "no fence", UNFENCED.with(Fact.SCHEDULER, inside(Duration.ofMillis(11)))),
        cannotCheck(rule, "no scheduler", NODE));
  }

  private static SchedulerWindow inside(Duration time) {
    return Windows.of(Windows.violating(Windows.stats("low"), time));
  }

  private static List<Case> pinned() {
    String rule = "pinned_thread_on_fence";
    return List.of(
        fires(
            rule,
            "bound to the fence",
            running(thread(1, "low", 1, CpuSet.of(1, 5))),
            "workload shop/low: expected 0 threads, observed 1 threads"),
        fires(
            rule,
            "two of one workload, one of none",
            running(
                thread(1, "low", 1, CpuSet.of(1)),
                thread(2, "low", 5, CpuSet.of(5)),
                thread(3, "default", 1, CpuSet.of(1))),
            "workload shop/low: expected 0 threads, observed 2 threads",
            "process t: expected 0 threads, observed 1 threads"),
        passes(rule, "its owner", running(thread(1, "critical", 1, CpuSet.of(1)))),
        passes(rule, "one CPU outside", running(thread(1, "low", 1, CpuSet.of(1, 2)))),
        isNotApplicable(rule, "no fence", bare(UNFENCED, thread(1, "low", 1, CpuSet.of(1)))),
        cannotCheck(rule, "no layers", running(unknown(thread(1, "low", 1, CpuSet.of(1))))),
        cannotCheck(rule, "no threads", NODE));
  }

  private static LintInput irqs(LintInput input, String... cpus) {
    return input.with(
        Fact.IRQS,
        new IrqAffinities(Stream.of(cpus)
            .map(list -> new IrqAffinity(24, "nic", CpuSet.parse(list)))
            .toList()));
  }

  private static List<Case> interrupts() {
    String rule = "irq_on_fence";
    return List.of(
        fires(
            rule,
            "two of three",
            irqs(NODE, "5", "2", "0-1"),
            "layer critical: expected 0 events, observed 2 events"),
        fires(
            rule,
            "one without a name",
            NODE.with(Fact.IRQS, new IrqAffinities(List.of(new IrqAffinity(9, "", CpuSet.of(1))))),
            "layer critical: expected 0 events, observed 1 events"),
        passes(rule, "outside", irqs(NODE, "0,2-4,6-7")),
        isNotApplicable(rule, "no fence", irqs(UNFENCED, "5")),
        cannotCheck(rule, "no interrupts", NODE));
  }

  private static List<Case> realTime() {
    String rule = "real_time_on_fence";
    return List.of(
        fires(
            rule,
            "behind it",
            running(of(Kind.REAL_TIME, true, 5)),
            "layer critical: expected 0 threads, observed 1 threads"),
        fires(
            rule,
            "two",
            running(of(Kind.REAL_TIME, true, 5), of(Kind.REAL_TIME, true, 1)),
            "layer critical: expected 0 threads, observed 2 threads"),
        passes(rule, "outside", running(of(Kind.REAL_TIME, true, 4))),
        passes(rule, "asleep", running(of(Kind.REAL_TIME, false, 5))),
        passes(rule, "the kernel's own", running(of(Kind.KERNEL, true, 5))),
        isNotApplicable(rule, "no fence", bare(UNFENCED, of(Kind.REAL_TIME, true, 5))),
        cannotCheck(rule, "no threads", NODE));
  }

  private static LintInput grouped(String expected, String... observed) {
    return nothing()
        .with(
            Fact.THREAD_GROUPS,
            new ThreadGroups(Stream.of(observed)
                .map(layer -> new ThreadGroupPlacement(
                    WorkloadId.of("shop", "web"), 1, "GC Thread#0", expected, layer, Sight.NOTED))
                .toList()));
  }

  private static List<Case> groups() {
    String rule = "thread_outside_group";
    return List.of(
        fires(
            rule,
            "two elsewhere",
            grouped("low", "high", "low", "normal"),
            "workload shop/web: expected 0 threads, observed 2 threads"),
        fires(
            rule,
            "one elsewhere",
            grouped("low", "high", "low"),
            "workload shop/web: expected 0 threads, observed 1 threads"),
        passes(rule, "in its layer", grouped("low", "low")),
        isNotApplicable(rule, "no thread", grouped("low")),
        cannotCheck(rule, "no groups", nothing()));
  }
}
