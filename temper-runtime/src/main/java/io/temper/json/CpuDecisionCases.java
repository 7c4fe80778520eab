package io.temper.json;

import static io.temper.json.Absent.require;
import static io.temper.json.Absent.requireList;

import io.temper.plan.CoexistenceDecision.ConstraintUnknown;
import io.temper.plan.CoexistenceDecision.CpusetInsideFence;
import io.temper.plan.CoexistenceDecision.CpusetOutsideFence;
import io.temper.plan.CoexistenceDecision.ExclusiveElsewhere;
import io.temper.plan.CoexistenceDecision.ExclusiveMembers;
import io.temper.plan.CoexistenceDecision.InterruptsOnFence;
import io.temper.plan.Decision.CpusKept;
import io.temper.plan.Decision.SpansCaches;
import io.temper.plan.Decision.TierInflation;
import io.temper.workload.CpuQuantity;
import java.util.List;

/** The decisions about which CPUs it is, and about who else has a say there, on the wire. */
final class CpuDecisionCases {
  static final List<DecisionCase<?>> ALL = List.of(
      new DecisionCase<>(
          "TierInflation",
          TierInflation.class,
          CpuDecisionCases::inflation,
          CpuDecisionCases::inflation),
      new DecisionCase<>(
          "SpansCaches", SpansCaches.class, CpuDecisionCases::spans, CpuDecisionCases::spans),
      new DecisionCase<>(
          "CpusKept", CpusKept.class, CpuDecisionCases::kept, CpuDecisionCases::kept),
      new DecisionCase<>(
          "ExclusiveElsewhere",
          ExclusiveElsewhere.class,
          (decision, to) ->
              to.manager(decision.manager()).cpus(decision.cpus()).holders(decision.holders()),
          from -> new ExclusiveElsewhere(
              require("manager", from.manager()),
              from.requireCpus(),
              require("holders", from.holders()))),
      new DecisionCase<>(
          "ExclusiveMembers",
          ExclusiveMembers.class,
          (decision, to) -> to.layer(decision.layer()).workloads(decision.workloads()),
          from -> new ExclusiveMembers(from.requireLayer(), from.requireWorkloads())),
      new DecisionCase<>(
          "CpusetOutsideFence",
          CpusetOutsideFence.class,
          (decision, to) ->
              to.layer(decision.layer()).cpus(decision.fence()).workloads(decision.workloads()),
          from -> new CpusetOutsideFence(
              from.requireLayer(), from.requireCpus(), from.requireWorkloads())),
      new DecisionCase<>(
          "CpusetInsideFence",
          CpusetInsideFence.class,
          (decision, to) ->
              to.layer(decision.layer()).cpus(decision.fence()).workloads(decision.workloads()),
          from -> new CpusetInsideFence(
              from.requireLayer(), from.requireCpus(), from.requireWorkloads())),
      new DecisionCase<>(
          "InterruptsOnFence",
          InterruptsOnFence.class,
          (decision, to) -> to.layer(decision.layer())
              .cpus(decision.cpus())
              .interrupts(decision.interrupts())
              .firstInterrupts(decision.first()),
          from -> new InterruptsOnFence(
              from.requireLayer(),
              from.requireCpus(),
              require("interrupts", from.interrupts()),
              requireList("firstInterrupts", from.firstInterrupts()))),
      new DecisionCase<>(
          "ConstraintUnknown",
          ConstraintUnknown.class,
          (decision, to) -> to.why(decision.problem()),
          from -> new ConstraintUnknown(require("why", from.why()))));

  private CpuDecisionCases() {}

  private static void inflation(TierInflation decision, DecisionFields to) {
    to.preferred(decision.preferred())
        .counted(decision.workloads())
        .preferredRequest(decision.preferredRequest())
        .requested(decision.requested())
        .nodeCpus(decision.nodeCpus());
  }

  private static TierInflation inflation(DecisionDto from) {
    return new TierInflation(
        require("preferred", from.preferred()),
        require("counted", from.counted()),
        CpuQuantity.ofMillis(require("preferredMillis", from.preferredMillis())),
        from.requireRequested(),
        require("nodeCpus", from.nodeCpus()));
  }

  private static void spans(SpansCaches decision, DecisionFields to) {
    to.layer(decision.layer())
        .askedCpus(decision.askedCpus())
        .cpus(decision.cpus())
        .caches(decision.caches())
        .numaNodes(decision.numaNodes())
        .largestCacheCpus(decision.largestCacheCpus());
  }

  private static SpansCaches spans(DecisionDto from) {
    return new SpansCaches(
        from.requireLayer(),
        require("askedCpus", from.askedCpus()),
        from.requireCpus(),
        require("caches", from.caches()),
        require("numaNodes", from.numaNodes()),
        require("largestCacheCpus", from.largestCacheCpus()));
  }

  private static void kept(CpusKept decision, DecisionFields to) {
    to.layer(decision.layer())
        .requested(decision.requested())
        .cpus(decision.cpus())
        .givesBackAt(decision.givesBackAt());
  }

  private static CpusKept kept(DecisionDto from) {
    return new CpusKept(
        from.requireLayer(),
        from.requireRequested(),
        from.requireCpus(),
        CpuQuantity.ofMillis(require("givesBackAtMillis", from.givesBackAtMillis())));
  }
}
