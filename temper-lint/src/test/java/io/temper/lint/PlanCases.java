package io.temper.lint;

import static io.temper.lint.Case.cannotCheck;
import static io.temper.lint.Case.fires;
import static io.temper.lint.Case.isNotApplicable;
import static io.temper.lint.Case.passes;
import static io.temper.lint.Samples.PROFILED;
import static io.temper.lint.Samples.limited;
import static io.temper.lint.Samples.limitedInParts;
import static io.temper.lint.Samples.millis;
import static io.temper.lint.Samples.nothing;
import static io.temper.lint.Samples.planned;
import static io.temper.lint.Samples.pod;
import static io.temper.lint.Samples.profiled;
import static io.temper.lint.Samples.written;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.node.NodeTopology;
import io.temper.plan.Capability;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cases of the rules that look at a plan. */
final class PlanCases {
  private static final PlanPolicy WITH_LIMITS =
      PlanPolicy.STANDARD.withCapabilities(Set.of(Capability.FENCES, Capability.LIMITS));

  private PlanCases() {}

  static Stream<Case> all() {
    return Stream.of(
            spread(),
            smt(),
            unenforceable(),
            tooMuch(),
            inflation(),
            limits(),
            fenceLimits(),
            ceilings(),
            node(),
            members())
        .flatMap(List::stream);
  }

  private static List<Case> spread() {
    // 2 NUMA nodes, 4 caches, 8 cores of one thread: two cores in a cache, four in a node.
    String machine = "2s4l8c";
    String caches = "fence_across_caches";
    String nodes = "fence_across_numa_nodes";
    return List.of(
        fires(
            caches,
            "3 of 2 cores",
            planned(machine, pod("a", Tier.CRITICAL, 3000)),
            "layer critical: expected <= 1 caches, observed 2 caches"),
        passes(caches, "2 of 2 cores", planned(machine, pod("a", Tier.CRITICAL, 2000))),
        isNotApplicable(caches, "no fence", planned(machine, pod("a", Tier.HIGH, 2000))),
        cannotCheck(caches, "no plan", nothing()),
        fires(
            nodes,
            "5 of 4 cores",
            planned(machine, pod("a", Tier.CRITICAL, 5000)),
            "layer critical: expected <= 1 NUMA nodes, observed 2 NUMA nodes"),
        passes(nodes, "4 of 4 cores", planned(machine, pod("a", Tier.CRITICAL, 4000))),
        isNotApplicable(nodes, "no fence", planned(machine, pod("a", Tier.HIGH, 2000))),
        cannotCheck(nodes, "no plan", nothing()));
  }

  private static List<Case> smt() {
    String rule = "fence_shares_cores";
    return List.of(
        fires(
            rule,
            "2 CPUs of one core",
            planned("4c8t", pod("a", Tier.CRITICAL, 2000)),
            "layer critical: expected 2 cores, observed 1 cores"),
        passes(rule, "1 CPU", planned("4c8t", pod("a", Tier.CRITICAL, 1000))),
        isNotApplicable(rule, "none critical", planned("4c8t", pod("a", Tier.HIGH, 2000))),
        cannotCheck(rule, "no plan", nothing()));
  }

  private static List<Case> unenforceable() {
    String rule = "fence_not_enforceable";
    PlanPolicy none = PlanPolicy.STANDARD.withCapabilities(Set.of());
    return List.of(
        fires(
            rule,
            "no fences",
            planned(none, "4c8t", pod("a", Tier.CRITICAL, 1000)),
            "layer critical: expected confined, observed grouped"),
        passes(rule, "fences", planned("4c8t", pod("a", Tier.CRITICAL, 1000))),
        isNotApplicable(rule, "none critical", planned(none, "4c8t", pod("a", Tier.HIGH, 1000))),
        cannotCheck(rule, "no plan", nothing()));
  }

  private static List<Case> tooMuch() {
    String rule = "critical_above_cores";
    return List.of(
        fires(
            rule,
            "all cores",
            planned("8c", pod("a", Tier.CRITICAL, 7001)),
            "layer critical: expected <= 7 cores, observed 8 cores"),
        fires(
            rule,
            "of a small node",
            planned("2c", pod("a", Tier.CRITICAL, 1001)),
            "layer critical: expected <= 1 cores, observed 2 cores"),
        passes(rule, "all but one", planned("8c", pod("a", Tier.CRITICAL, 7000))),
        isNotApplicable(rule, "none critical", planned("8c", pod("a", Tier.HIGH, 8000))),
        cannotCheck(rule, "no plan", nothing()));
  }

  private static List<Case> inflation() {
    String rule = "critical_inflation";
    return List.of(
        fires(
            rule,
            "above half",
            planned("4c8t", pod("a", Tier.CRITICAL, 4080)),
            "layer critical: expected <= 50 %, observed 51 %"),
        fires(
            rule,
            "beyond all measure",
            planned("1c", pod("a", Tier.CRITICAL, Long.MAX_VALUE)),
            "layer critical: expected <= 50 %, observed 10000 %"),
        passes(rule, "half", planned("4c8t", pod("a", Tier.CRITICAL, 4000))),
        isNotApplicable(rule, "none critical", planned("4c8t", pod("a", Tier.HIGH, 8000))),
        cannotCheck(
            rule, "no machine", withoutTopology(planned("4c8t", pod("a", Tier.CRITICAL, 1)))));
  }

  private static LintInput withoutTopology(LintInput input) {
    return input.without(Fact.TOPOLOGY, "not read");
  }

  private static List<Case> limits() {
    String rule = "limit_not_enforced";
    return List.of(
        fires(
            rule,
            "a limit",
            planned("4c8t", limited("a", Tier.LOW, 1, 500), pod("b", Tier.LOW, 1)),
            "workload shop/a: expected enforced, observed not enforced"),
        fires(
            rule,
            "limits of parts",
            planned("4c8t", limitedInParts("a", Tier.LOW, "app 500m", "log 2")),
            "workload shop/a: expected enforced, observed not enforced"),
        passes(rule, "enforced", planned(WITH_LIMITS, "4c8t", limited("a", Tier.LOW, 1, 500))),
        isNotApplicable(rule, "no limit", planned("4c8t", pod("a", Tier.LOW, 1))),
        cannotCheck(rule, "no plan", nothing()));
  }

  private static List<Case> fenceLimits() {
    String rule = "limit_below_fence";
    return List.of(
        fires(
            rule,
            "below",
            planned("4c8t", limited("a", Tier.CRITICAL, 1000, 1999)),
            "layer critical: expected >= 2000 m, observed 1999 m"),
        passes(rule, "as much", planned("4c8t", limited("a", Tier.CRITICAL, 1000, 2000))),
        fires(
            rule,
            "below, beside a limit of another tier",
            planned(
                "4c8t",
                limited("a", Tier.CRITICAL, 1000, 1999),
                limited("b", Tier.HIGH, 1000, 9000)),
            "layer critical: expected >= 2000 m, observed 1999 m"),
        fires(
            rule,
            "below, beside another tier without a limit",
            planned("4c8t", limited("a", Tier.CRITICAL, 1000, 1999), pod("b", Tier.HIGH, 1000)),
            "layer critical: expected >= 2000 m, observed 1999 m"),
        passes(
            rule,
            "one without",
            planned("4c8t", limited("a", Tier.CRITICAL, 500, 600), pod("b", Tier.CRITICAL, 500))),
        // Half of the fence is of critical/exclusive: what is owned and what limits it is the
        // tier's.
        fires(
            rule,
            "below, with cores of single threads",
            planned(PROFILED, "4c8t", exclusive(3999)),
            "layer critical: expected >= 4000 m, observed 3999 m"),
        passes(
            rule,
            "as much, with cores of single threads",
            planned(PROFILED, "4c8t", exclusive(4000))),
        isNotApplicable(rule, "no fence", planned("4c8t", limited("a", Tier.HIGH, 1, 2))),
        cannotCheck(rule, "no plan", nothing()));
  }

  private static Workload exclusive(long limitMillis) {
    return profiled("a", Tier.CRITICAL)
        .request(millis(4000))
        .limit(millis(limitMillis))
        .build();
  }

  private static List<Case> ceilings() {
    String rule = "ceiling_below_requests";
    PlanPolicy low = PlanPolicy.STANDARD.withCeilings(Map.of(Tier.LOW, millis(500)));
    return List.of(
        fires(
            rule,
            "below",
            planned(low, "4c8t", pod("a", Tier.LOW, 501)),
            "layer low: expected >= 501 m, observed 500 m"),
        passes(rule, "as much", planned(low, "4c8t", pod("a", Tier.LOW, 500))),
        isNotApplicable(rule, "no ceiling", planned("4c8t", pod("a", Tier.LOW, 501))),
        cannotCheck(rule, "no plan", nothing()));
  }

  private static List<Case> node() {
    String all = "requests_above_node";
    String one = "workload_above_node";
    LintInput two = planned("2c", pod("a", Tier.LOW, 1500), pod("b", Tier.HIGH, 501));
    LintInput fits = planned("2c", pod("a", Tier.LOW, 1500), pod("b", Tier.HIGH, 500));
    return List.of(
        fires(all, "a thousandth more", two, "node: expected <= 2000 m, observed 2001 m"),
        passes(all, "all of it", fits),
        isNotApplicable(all, "empty", planned("2c")),
        cannotCheck(all, "no plan", nothing()),
        fires(
            one,
            "a thousandth more",
            planned("2c", pod("a", Tier.LOW, 2001)),
            "workload shop/a: expected <= 2000 m, observed 2001 m"),
        fires(
            one,
            "of a pod that is in no plan",
            written(pod("a", Tier.LOW, 2001)).with(Fact.TOPOLOGY, NodeTopology.parse("2c")),
            "workload shop/a: expected <= 2000 m, observed 2001 m"),
        passes(one, "all of it", planned("2c", pod("a", Tier.LOW, 2000), pod("b", Tier.LOW, 2000))),
        isNotApplicable(one, "empty", planned("2c")),
        cannotCheck(one, "no machine", written(pod("a", Tier.LOW, 2001))),
        cannotCheck(one, "no workloads", nothing()));
  }

  private static List<Case> members() {
    String rule = "members_near_limit";
    return List.of(
        fires(
            rule,
            "above four fifths",
            crowd(13_106, 2),
            "node: expected <= 13107 groups, observed 13108 groups"),
        passes(rule, "four fifths", crowd(13_105, 2)),
        cannotCheck(rule, "no plan", nothing()));
  }

  private static LintInput crowd(int pods, int systemCgroups) {
    WorkloadSet set = WorkloadSet.of(
        IntStream.range(0, pods).mapToObj(i -> pod("p" + i, Tier.LOW, 1)).toList());
    PlanPolicy policy = PlanPolicy.STANDARD.withSystemCgroups(IntStream.range(0, systemCgroups)
        .mapToObj(i -> new CgroupPath("/system" + i))
        .toList());
    NodeTopology node = NodeTopology.parse("4c8t");
    return nothing().with(Fact.PLAN, TierPlanner.with(policy).plan(set, node));
  }
}
