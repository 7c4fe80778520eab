package io.temper.lint;

import static io.temper.lint.Case.cannotCheck;
import static io.temper.lint.Case.fires;
import static io.temper.lint.Case.isNotApplicable;
import static io.temper.lint.Case.passes;
import static io.temper.lint.Samples.NOW;
import static io.temper.lint.Samples.PROFILED;
import static io.temper.lint.Samples.millis;
import static io.temper.lint.Samples.nothing;
import static io.temper.lint.Samples.planned;
import static io.temper.lint.Samples.pod;
import static io.temper.lint.Samples.profiled;
import static io.temper.lint.Windows.TEN_SECONDS;
import static io.temper.lint.Windows.held;
import static io.temper.lint.Windows.stats;

import io.temper.lint.fact.CpuManager;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.GroupUsage;
import io.temper.lint.fact.GroupUsages;
import io.temper.lint.fact.JvmProcess;
import io.temper.lint.fact.JvmProcesses;
import io.temper.lint.fact.KernelEvents;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.NodeCondition;
import io.temper.lint.fact.TierHistory;
import io.temper.lint.fact.TierHistory.Change;
import io.temper.node.CpuSet;
import io.temper.plan.PlanPolicy;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cases of the rules that look at what a node does. */
final class NodeCases {
  /** Eight CPUs, of which two are fenced. */
  private static final LintInput NODE = planned(
      "4c8t",
      pod("critical", Tier.CRITICAL, 1000),
      pod("high", Tier.HIGH, 1000),
      pod("low", Tier.LOW, 1000));

  /** The same, with threads that yield in the upper two tiers. */
  private static final LintInput YIELDING = planned(
      PROFILED,
      "4c8t",
      profiled("critical", Tier.CRITICAL).request(millis(1000)).build(),
      profiled("high", Tier.HIGH).request(millis(1000)).build(),
      pod("low", Tier.LOW, 1000));

  /** The same as the first, with a ceiling of half a CPU for the lowest tier. */
  private static final LintInput CAPPED = planned(
      PlanPolicy.STANDARD.withCeilings(Map.of(Tier.LOW, millis(500))),
      "4c8t",
      pod("critical", Tier.CRITICAL, 1000),
      pod("high", Tier.HIGH, 1000),
      pod("normal", Tier.NORMAL, 1000),
      pod("low", Tier.LOW, 1000));

  private static final Duration NONE = Duration.ZERO;

  private NodeCases() {}

  static Stream<Case> all() {
    return Stream.of(
            condition(),
            adoption(),
            safeMode(),
            events(),
            rescues(),
            longWaits(),
            shares(),
            flapping(),
            limits(),
            throttling(),
            weights(),
            managers(),
            jvms())
        .flatMap(List::stream);
  }

  private static LintInput in(String state, Instant since, String... unresolved) {
    return nothing()
        .with(Fact.CONDITION, new NodeCondition(state, "why", since, 1, List.of(unresolved)));
  }

  private static List<Case> condition() {
    String enforcing = "not_enforcing";
    String unresolved = "member_unresolved";
    return List.of(
        fires(
            enforcing, "refused", in("refused", NOW), "node: expected enforcing, observed refused"),
        fires(
            enforcing, "ejected", in("ejected", NOW), "node: expected enforcing, observed ejected"),
        fires(
            enforcing, "waiting", in("waiting", NOW), "node: expected enforcing, observed waiting"),
        passes(enforcing, "enforcing", in("enforcing", NOW)),
        isNotApplicable(enforcing, "told not to", in("observing", NOW)),
        cannotCheck(enforcing, "no agent", nothing()),
        fires(
            unresolved,
            "two",
            in("enforcing", NOW, "a", "b"),
            "node: expected 0 groups, observed 2 groups"),
        fires(
            unresolved,
            "one",
            in("enforcing", NOW, "a"),
            "node: expected 0 groups, observed 1 groups"),
        passes(unresolved, "none", in("enforcing", NOW)),
        isNotApplicable(unresolved, "not enforcing", in("safe-mode", NOW, "a")),
        cannotCheck(unresolved, "no agent", nothing()));
  }

  private static List<Case> safeMode() {
    String rule = "safe_mode_stale";
    return List.of(
        fires(
            rule,
            "a second more than a day",
            in("safe-mode", NOW.minusSeconds(86_401)),
            "node: expected <= 24 h, observed 24 h"),
        passes(rule, "a day", in("safe-mode", NOW.minusSeconds(86_400))),
        isNotApplicable(rule, "not in it", in("enforcing", NOW.minusSeconds(99_999))),
        cannotCheck(rule, "no agent", nothing()));
  }

  private static List<Case> adoption() {
    String rule = "plan_not_adopted";
    return List.of(
        fires(
            rule,
            "an old one",
            nothing().with(Fact.SCHEDULER, Windows.window(7, 7, false, 0)),
            "node: expected adopted, observed not adopted in 10000 ms"),
        passes(
            rule, "just published", nothing().with(Fact.SCHEDULER, Windows.window(6, 7, false, 0))),
        passes(rule, "adopted", nothing().with(Fact.SCHEDULER, Windows.window(7, 7, true, 0))),
        cannotCheck(rule, "no scheduler", nothing()));
  }

  private static LintInput counted(String event, long times) {
    return nothing()
        .with(Fact.EVENTS, new KernelEvents(new TreeMap<>(Map.of(event, times)), TEN_SECONDS));
  }

  private static List<Case> events() {
    String rule = "kernel_fallback_growing";
    return Stream.concat(
            Stream.of(
                    "SCX_EV_SELECT_CPU_FALLBACK",
                    "SCX_EV_DISPATCH_LOCAL_DSQ_OFFLINE",
                    "SCX_EV_BYPASS_ACTIVATE",
                    "SCX_EV_BYPASS_DISPATCH",
                    "SCX_EV_INSERT_NOT_OWNED",
                    "SCX_EV_REENQ_REPEAT")
                .map(event -> fires(
                    rule,
                    event,
                    counted(event, 1),
                    "event " + event + ": expected 0 events, observed 1 events in 10000 ms")),
            Stream.of(
                passes(rule, "none", counted("SCX_EV_SELECT_CPU_FALLBACK", 0)),
                passes(rule, "no repair", counted("SCX_EV_REFILL_SLICE_DFL", 9)),
                cannotCheck(rule, "no events", nothing())))
        .toList();
  }

  private static List<Case> rescues() {
    String rule = "scheduler_rescues";
    return List.of(
        fires(
            rule,
            "one more",
            nothing().with(Fact.SCHEDULER, Windows.window(7, 7, true, 1)),
            "node: expected 0 events, observed 1 events in 10000 ms"),
        passes(rule, "none since", nothing().with(Fact.SCHEDULER, Windows.window(7, 7, true, 0))),
        cannotCheck(rule, "no scheduler", nothing()));
  }

  private static List<Case> longWaits() {
    String rule = "background_starved";
    Duration tooLong = Duration.ofMillis(10_001);
    return List.of(
        fires(
            rule,
            "a long wait",
            NODE.with(Fact.SCHEDULER, Windows.of(stats("low", NONE, NONE, tooLong))),
            "layer low: expected <= 10000 ms, observed 10001 ms in 10000 ms"),
        passes(
            rule,
            "10 s",
            NODE.with(
                Fact.SCHEDULER, Windows.of(stats("low", NONE, NONE, Duration.ofSeconds(10))))),
        fires(
            rule,
            "a long wait outside of the fence",
            YIELDING.with(Fact.SCHEDULER, Windows.of(stats("critical/yield", NONE, NONE, tooLong))),
            "layer critical/yield: expected <= 10000 ms, observed 10001 ms in 10000 ms"),
        passes(
            rule,
            "20 s under a ceiling",
            CAPPED.with(
                Fact.SCHEDULER, Windows.of(stats("low", NONE, NONE, Duration.ofSeconds(20))))),
        fires(
            rule,
            "a longer wait under a ceiling",
            CAPPED.with(
                Fact.SCHEDULER, Windows.of(stats("low", NONE, NONE, Duration.ofMillis(20_001)))),
            "layer low: expected <= 20000 ms, observed 20001 ms in 10000 ms"),
        passes(
            rule,
            "high is not below itself",
            NODE.with(Fact.SCHEDULER, Windows.of(stats("high", NONE, TEN_SECONDS, tooLong)))),
        cannotCheck(rule, "no scheduler", NODE));
  }

  /** Six CPUs outside of the fence for ten seconds: 5 % of that is 3 s. */
  private static List<Case> shares() {
    String rule = "background_starved";
    return List.of(
        fires(
            rule,
            "a small share that was wanted",
            ran(Duration.ofMillis(2999), TEN_SECONDS),
            "node: expected >= 3000 ms, observed 2999 ms in 10000 ms"),
        fires(
            rule,
            "yielding threads of higher tiers are not below high",
            YIELDING.with(
                Fact.SCHEDULER,
                Windows.of(
                    stats("critical/yield", TEN_SECONDS, NONE, NONE),
                    stats("high/yield", TEN_SECONDS, NONE, NONE),
                    stats("low", Duration.ofMillis(2999), TEN_SECONDS, NONE))),
            "node: expected >= 3000 ms, observed 2999 ms in 10000 ms"),
        passes(rule, "5 %", ran(Duration.ofMillis(3000), TEN_SECONDS)),
        passes(rule, "not wanted", ran(NONE, Duration.ofMillis(9999))),
        passes(
            rule,
            "held by the ceiling",
            CAPPED.with(
                Fact.SCHEDULER,
                Windows.of(held(stats("low", Duration.ofMillis(2999), TEN_SECONDS, NONE))))),
        fires(
            rule,
            "with a ceiling that did not hold it",
            CAPPED.with(
                Fact.SCHEDULER,
                Windows.of(stats("low", Duration.ofMillis(2999), TEN_SECONDS, NONE))),
            "node: expected >= 3000 ms, observed 2999 ms in 10000 ms"),
        fires(
            rule,
            "another layer than the one that is held",
            CAPPED.with(
                Fact.SCHEDULER,
                Windows.of(
                    held(stats("low", Duration.ofMillis(1000), TEN_SECONDS, NONE)),
                    stats("normal", Duration.ofMillis(1999), TEN_SECONDS, NONE))),
            "node: expected >= 3000 ms, observed 2999 ms in 10000 ms"));
  }

  private static LintInput ran(Duration run, Duration wait) {
    Duration half = run.dividedBy(2);
    return NODE.with(
        Fact.SCHEDULER,
        Windows.of(
            stats("low", half, wait, NONE),
            stats("default", run.minus(half), NONE, NONE),
            stats("high", TEN_SECONDS, NONE, NONE)));
  }

  private static LintInput changed(Duration known, Duration ago, int times) {
    return changed(known, ago, times, List.of());
  }

  private static LintInput looked(int times, Duration apart) {
    return changed(
        Duration.ofMinutes(10),
        NONE,
        times,
        Stream.of(4, 3, 2, 1, 0).map(i -> NOW.minus(apart.multipliedBy(i))).toList());
  }

  private static LintInput changed(Duration known, Duration ago, int times, List<Instant> looks) {
    WorkloadId web = WorkloadId.of("shop", "web");
    return nothing()
        .with(
            Fact.TIER_HISTORY,
            new TierHistory(
                NOW.minus(known),
                Map.of(),
                IntStream.range(0, times)
                    .mapToObj(i -> new Change(web, "low", "high", NOW.minus(ago)))
                    .toList(),
                looks));
  }

  private static List<Case> flapping() {
    String rule = "tier_flapping";
    Duration ten = Duration.ofMinutes(10);
    return List.of(
        fires(
            rule,
            "4 in ten minutes",
            changed(ten, ten, 4),
            "workload shop/web: expected <= 3 events, observed 4 events in 600000 ms"),
        fires(
            rule,
            "4 in the first minute",
            changed(Duration.ofMinutes(1), NONE, 4),
            "workload shop/web: expected <= 3 events, observed 4 events in 600000 ms"),
        passes(rule, "3", changed(ten, NONE, 3)),
        passes(rule, "older", changed(ten.plusSeconds(9), ten.plusSeconds(1), 4)),
        passes(rule, "samples 150 s apart", looked(3, Duration.ofSeconds(150))),
        cannotCheck(rule, "samples 151 s apart", looked(3, Duration.ofSeconds(151))),
        fires(
            rule,
            "4 seen in spite of it",
            looked(4, Duration.ofSeconds(151)),
            "workload shop/web: expected <= 3 events, observed 4 events in 600000 ms"),
        cannotCheck(rule, "not known for long enough", changed(ten.minusSeconds(1), NONE, 3)),
        cannotCheck(rule, "no history", nothing()));
  }

  private static GroupUsage group(
      String name, @Nullable Long limit, int weight, long used, Duration throttled) {
    return new GroupUsage(
        new CgroupPath("/" + name),
        limit == null ? null : millis(limit),
        weight,
        millis(used),
        throttled);
  }

  private static LintInput used(GroupUsage... groups) {
    return NODE.with(Fact.GROUPS, new GroupUsages(List.of(groups), TEN_SECONDS));
  }

  private static List<Case> limits() {
    String rule = "limit_exceeded";
    return List.of(
        fires(
            rule,
            "above 5 %",
            used(group("low", 1000L, 1, 1051, NONE)),
            "workload shop/low: expected <= 1000 m, observed 1051 m in 10000 ms"),
        fires(
            rule,
            "above 5 % in a container",
            used(
                group("low", null, 1, 9999, NONE),
                group("low/app", 4000L, 1, 4000, NONE),
                group("low/log", 100L, 1, 200, NONE),
                group("low/app/deeper", 1L, 1, 9, NONE)),
            "workload shop/low: expected <= 100 m, observed 200 m in 10000 ms"),
        fires(
            rule,
            "a workload inside of another",
            planned(
                    "4c8t",
                    pod("outer", Tier.LOW).cgroup(new CgroupPath("/outer")).build(),
                    pod("inner", Tier.LOW)
                        .cgroup(new CgroupPath("/outer/inner"))
                        .build())
                .with(
                    Fact.GROUPS,
                    new GroupUsages(
                        List.of(
                            group("outer", null, 1, 200, NONE),
                            group("outer/inner", 100L, 1, 200, NONE)),
                        TEN_SECONDS)),
            "workload shop/inner: expected <= 100 m, observed 200 m in 10000 ms"),
        passes(rule, "5 %", used(group("low", 1000L, 1, 1050, NONE))),
        isNotApplicable(
            rule,
            "no limit",
            used(group("low", null, 1, 9999, NONE), group("other", 1L, 1, 9, NONE))),
        cannotCheck(rule, "no groups", NODE));
  }

  private static List<Case> throttling() {
    String rule = "critical_throttled";
    Duration hundredth = Duration.ofMillis(100);
    return List.of(
        fires(
            rule,
            "above a hundredth",
            used(
                group("critical", 1L, 1, 1, Duration.ofMillis(101)),
                group("high", 1L, 1, 1, TEN_SECONDS)),
            "workload shop/critical: expected <= 100 ms, observed 101 ms in 10000 ms",
            "workload shop/high: expected <= 100 ms, observed 10000 ms in 10000 ms"),
        fires(
            rule,
            "above a hundredth in a container",
            used(
                group("critical", null, 1, 1, NONE),
                group("critical/app", 1L, 1, 1, Duration.ofMillis(101)),
                group("critical/log", 1L, 1, 1, hundredth),
                group("high", 1L, 1, 1, hundredth),
                group("high/app", 1L, 1, 1, TEN_SECONDS)),
            "workload shop/critical: expected <= 100 ms, observed 101 ms in 10000 ms",
            "workload shop/high: expected <= 100 ms, observed 10000 ms in 10000 ms"),
        passes(rule, "a hundredth", used(group("critical", 1L, 1, 1, hundredth))),
        isNotApplicable(
            rule,
            "not protected, or no limit",
            used(group("low", 1L, 1, 1, TEN_SECONDS), group("high", null, 1, 1, TEN_SECONDS))),
        cannotCheck(rule, "no groups", NODE));
  }

  private static List<Case> weights() {
    String rule = "weight_formula_mixed";
    return List.of(
        fires(
            rule,
            "both",
            used(
                group("critical", null, 39, 1, NONE),
                group("high", null, 100, 1, NONE),
                group("low", null, 100, 1, NONE)),
            "node: expected 0 workloads, observed 1 workloads"),
        passes(
            rule,
            "the older",
            used(group("critical", null, 39, 1, NONE), group("high", null, 39, 1, NONE))),
        passes(rule, "the newer", used(group("critical", null, 100, 1, NONE))),
        isNotApplicable(rule, "neither", used(group("critical", null, 101, 1, NONE))),
        cannotCheck(rule, "no groups", NODE));
  }

  private static List<Case> managers() {
    String rule = "static_cpu_manager_beside_fence";
    CpuManager manager = new CpuManager("static", CpuSet.of(1));
    return List.of(
        fires(
            rule,
            "static",
            NODE.with(Fact.CPU_MANAGER, manager),
            "node: expected none, observed static"),
        fires(
            rule,
            "static, other CPUs",
            NODE.with(Fact.CPU_MANAGER, new CpuManager("static", CpuSet.of(2))),
            "node: expected none, observed static"),
        passes(rule, "none", NODE.with(Fact.CPU_MANAGER, CpuManager.NONE)),
        isNotApplicable(
            rule,
            "no fence",
            planned("4c8t", pod("a", Tier.LOW, 1)).with(Fact.CPU_MANAGER, manager)),
        cannotCheck(rule, "not read", NODE));
  }

  private static LintInput jvm(LintInput node, String cgroup, int cpus) {
    return node.with(
        Fact.JVMS,
        new JvmProcesses(List.of(new JvmProcess(1, new CgroupPath(cgroup), cpus, "why"))));
  }

  private static List<Case> jvms() {
    String rule = "jvm_cpu_count";
    LintInput node = planned("4c8t", pod("web", Tier.HIGH, 2500), pod("free", Tier.HIGH, 0));
    return List.of(
        fires(
            rule,
            "more than twice",
            jvm(node, "/web/container", 7),
            "workload shop/web: expected 2 to 6 CPUs, observed 7 CPUs"),
        fires(
            rule,
            "fewer",
            jvm(node, "/web", 1),
            "workload shop/web: expected 2 to 6 CPUs, observed 1 CPUs"),
        fires(
            rule,
            "of two workloads, and two of one",
            planned("4c8t", pod("api", Tier.HIGH, 1000), pod("web", Tier.HIGH, 2500))
                .with(
                    Fact.JVMS,
                    new JvmProcesses(List.of(
                        new JvmProcess(1, new CgroupPath("/web/a"), 6, "why"),
                        new JvmProcess(2, new CgroupPath("/web/b"), 7, "why"),
                        new JvmProcess(3, new CgroupPath("/api"), 8, "why")))),
            "workload shop/api: expected 1 to 2 CPUs, observed 8 CPUs",
            "workload shop/web: expected 2 to 6 CPUs, observed 7 CPUs"),
        passes(rule, "twice", jvm(node, "/web", 6)),
        passes(rule, "rounded down", jvm(node, "/web", 2)),
        fires(
            rule,
            "a part of a CPU",
            jvm(planned("4c8t", pod("web", Tier.HIGH, 100)), "/web", 3),
            "workload shop/web: expected 1 to 2 CPUs, observed 3 CPUs"),
        passes(
            rule,
            "a workload within another",
            jvm(
                planned(
                    "4c8t",
                    pod("web", Tier.HIGH, 2500),
                    pod("within", Tier.HIGH, 4000).toBuilder()
                        .cgroup(new CgroupPath("/web/within"))
                        .build()),
                "/web/within/jvm",
                8)),
        isNotApplicable(rule, "no request", jvm(node, "/free", 8)),
        isNotApplicable(rule, "no workload", jvm(node, "/webx", 8)),
        cannotCheck(rule, "no JVMs", node));
  }
}
