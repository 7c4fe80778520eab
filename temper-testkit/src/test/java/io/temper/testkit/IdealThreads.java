package io.temper.testkit;

import io.temper.lint.fact.ThreadPlacement;
import io.temper.lint.fact.ThreadPlacement.Kind;
import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.Member;
import io.temper.profile.ThreadTreatment;
import io.temper.workload.CgroupPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The threads of a node on which a plan is enforced to the letter: each workload runs one of each treatment,
 * a fence is never asked for more than it has, and all others are on CPUs that are nobody's while there are
 * some.
 */
final class IdealThreads {
  private final EnforcementPlan plan;
  private final NodeTopology node;
  private final Map<String, Integer> busy = new HashMap<>();
  private final List<ThreadPlacement> threads = new ArrayList<>();

  private IdealThreads(EnforcementPlan plan, NodeTopology node) {
    this.plan = plan;
    this.node = node;
  }

  static List<ThreadPlacement> of(EnforcementPlan plan, NodeTopology node) {
    IdealThreads ideal = new IdealThreads(plan, node);
    for (Member member : plan.members()) {
      CgroupPath cgroup = member.cgroup();
      for (ThreadTreatment treatment : ThreadTreatment.values()) {
        if (cgroup != null) {
          ideal.run(plan.layerOf(member.layer(), treatment), cgroup);
        }
      }
    }
    if (ideal.nobodys().isEmpty()) {
      ideal.fill();
    }
    return ideal.threads;
  }

  /** Returns the CPUs outside of all fences. */
  static CpuSet open(EnforcementPlan plan, NodeTopology node) {
    return node.online()
        .minus(CpuSet.unionOf(
            plan.layers().stream().map(layer -> layer.kind().fencedCpus()).toList()));
  }

  private void run(Layer layer, CgroupPath cgroup) {
    int before = busy.merge(layer.name(), 1, Integer::sum) - 1;
    CpuSet own = layer.cpus();
    if (own.isEmpty()) {
      add(layer.name(), cgroup, pick(nobodys().isEmpty() ? open(plan, node) : nobodys(), before));
    } else if (before < own.size()) {
      add(layer.name(), cgroup, pick(own, before));
    }
  }

  /** Returns the CPUs of the cores that no protected layer has a part of. */
  private CpuSet nobodys() {
    CpuSet taken = CpuSet.unionOf(
        plan.layers().stream().filter(Layer::isProtected).map(Layer::cpus).toList());
    return CpuSet.unionOf(node.cores().stream()
        .map(Core::cpus)
        .filter(core -> !core.intersects(taken) && open(plan, node).containsAll(core))
        .toList());
  }

  /** Where all cores have an owner, the rest is on the same cores as they are: that is a full node. */
  private void fill() {
    for (int cpu : open(plan, node).stream().toArray()) {
      add("default", new CgroupPath("/rest"), cpu);
    }
  }

  private void add(String layer, CgroupPath cgroup, int cpu) {
    int tid = threads.size() + 1;
    threads.add(
        new ThreadPlacement(tid, tid, "t", Kind.LAYERED, cgroup, layer, cpu, true, node.online()));
  }

  private static int pick(CpuSet from, int turn) {
    return from.stream().skip(turn % from.size()).findFirst().orElseThrow();
  }
}
