package io.temper.plan;

import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.workload.WorkloadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds where a plan and what others have settled about CPUs meet. */
final class Coexistence {
  private final Census census;
  private final NodeConstraints constraints;
  private final NodeTopology node;
  private final List<Decision> decisions = new ArrayList<>();

  private Coexistence(Census census, NodeTopology node, NodeConstraints constraints) {
    this.census = census;
    this.node = node;
    this.constraints = constraints;
  }

  static List<Decision> decisions(
      Census census, List<Layer> layers, NodeTopology node, NodeConstraints constraints) {
    if (constraints.equals(NodeConstraints.NONE)) {
      return List.of();
    }
    Coexistence coexistence = new Coexistence(census, node, constraints);
    for (String problem : constraints.problems()) {
      coexistence.decisions.add(new CoexistenceDecision.ConstraintUnknown(problem));
    }
    coexistence.addExclusive();
    for (LayerRole role : LayerRole.values()) {
      CpuSet fence = fenceOf(role, layers);
      if (!fence.isEmpty()) {
        coexistence.addCpusets(role, fence);
        coexistence.addInterrupts(role, fence);
      }
    }
    return coexistence.decisions;
  }

  /** Returns the fence of a tier, with the part that single threads of it have for themselves. */
  private static CpuSet fenceOf(LayerRole role, List<Layer> layers) {
    return CpuSet.unionOf(layers.stream()
        .filter(layer -> layer.role() == role)
        .map(layer -> layer.kind().fencedCpus())
        .toList());
  }

  private void addExclusive() {
    Map<String, List<ExclusiveCpus>> byManager = new TreeMap<>();
    for (ExclusiveCpus each : constraints.exclusive()) {
      if (each.cpus().intersects(node.online())) {
        byManager.computeIfAbsent(each.manager(), unused -> new ArrayList<>()).add(each);
      }
    }
    byManager.forEach((manager, given) -> {
      CpuSet cpus = CpuSet.unionOf(given.stream().map(ExclusiveCpus::cpus).toList());
      decisions.add(new CoexistenceDecision.ExclusiveElsewhere(
          manager, cpus.intersect(node.online()), given.size()));
    });
  }

  private void addCpusets(LayerRole role, CpuSet fence) {
    List<WorkloadId> outside = new ArrayList<>();
    List<WorkloadId> inside = new ArrayList<>();
    for (Member member : census.members()) {
      CpuSet cpus = constraints.cpusets().getOrDefault(member.id(), node.online());
      CpuSet usable = cpus.intersect(node.online());
      if (member.layer().equals(role.label())) {
        if (!usable.intersects(fence) && constraints.heldBy(member.id()) == 0) {
          outside.add(member.id());
        }
      } else if (!usable.isEmpty() && fence.containsAll(usable)) {
        inside.add(member.id());
      }
    }
    if (!outside.isEmpty()) {
      decisions.add(new CoexistenceDecision.CpusetOutsideFence(
          role.label(), fence, WorkloadSample.of(outside)));
    }
    if (!inside.isEmpty()) {
      decisions.add(new CoexistenceDecision.CpusetInsideFence(
          role.label(), fence, WorkloadSample.of(inside)));
    }
  }

  private void addInterrupts(LayerRole role, CpuSet fence) {
    CpuSet busy = CpuSet.empty();
    List<Integer> numbers = new ArrayList<>();
    for (Map.Entry<Integer, CpuSet> each : constraints.interrupts().entrySet()) {
      if (each.getValue().intersects(fence)) {
        busy = busy.union(each.getValue().intersect(fence));
        numbers.add(each.getKey());
      }
    }
    if (!numbers.isEmpty()) {
      int named = Math.min(numbers.size(), WorkloadSample.MAX_NAMED);
      decisions.add(new CoexistenceDecision.InterruptsOnFence(
          role.label(), busy, numbers.size(), numbers.subList(0, named)));
    }
  }
}
