package io.temper.agent.demo;

import io.temper.agent.demo.node.DemoPod;
import io.temper.agent.demo.node.KubeletTree;
import io.temper.agent.demo.node.PodSet;
import io.temper.agent.demo.report.DemoReport;
import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.Member;
import io.temper.tier.Tier;
import io.temper.workload.ServiceClass;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.Comparator;

/** The plan as the report shows it. Pure. */
final class PlanRows {
  private PlanRows() {}

  /**
   * Returns the rows of {@code plan}.
   *
   * @param pods what was planned
   * @param places where the pods are
   */
  static DemoReport.Plan of(EnforcementPlan plan, WorkloadSet pods, PodSet places) {
    return new DemoReport.Plan(
        pods.stream().map(w -> pod(w, plan, places.named(w.id().name()))).toList(),
        plan.layers().stream()
            .sorted(Comparator.comparingInt(Layer::rank).reversed())
            .map(l -> layer(l, plan))
            .toList(),
        plan.decisions().stream().map(Decision::sentence).toList());
  }

  private static DemoReport.PodRow pod(Workload workload, EnforcementPlan plan, DemoPod place) {
    Member member = plan.member(workload.id()).orElseThrow();
    return new DemoReport.PodRow(
        workload.id().toString(),
        workload.priorityClassName().orElse(""),
        name(workload.serviceClass().orElseThrow()),
        workload.request().millis(),
        KubeletTree.weight(place),
        member.assignment().tier().map(Tier::label).orElse("–"),
        member.layer());
  }

  private static DemoReport.LayerRow layer(Layer layer, EnforcementPlan plan) {
    return new DemoReport.LayerRow(
        layer.name(),
        layer.kind().label(),
        layer.rank(),
        layer.weight(),
        layer.slice().toNanos() / 1e6,
        (int)
            plan.members().stream().filter(m -> m.layer().equals(layer.name())).count());
  }

  /** As Kubernetes writes it. */
  private static String name(ServiceClass serviceClass) {
    return switch (serviceClass) {
      case GUARANTEED -> "Guaranteed";
      case BURSTABLE -> "Burstable";
      case BEST_EFFORT -> "BestEffort";
    };
  }
}
