package io.temper.plan;

import io.temper.node.CpuSet;
import io.temper.workload.WorkloadId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What others have settled about the CPUs of a node. Exclusive CPUs are respected: no layer owns or
 * prefers them. The rest is not Temper's to change, and is reported where it works against a plan.
 *
 * @param exclusive CPUs that another manager of CPUs has given away
 * @param cpusets the CPUs that a workload's control group may use, of workloads that may not use all
 * @param interrupts the CPUs that handle an interrupt, by its number
 * @param problems why some of this is not known, a sentence without its full stop each
 */
public record NodeConstraints(
    List<ExclusiveCpus> exclusive,
    Map<WorkloadId, CpuSet> cpusets,
    SortedMap<Integer, CpuSet> interrupts,
    List<String> problems) {
  /** Nobody else has a say. */
  public static final NodeConstraints NONE =
      new NodeConstraints(List.of(), Map.of(), new TreeMap<>(), List.of());

  /** Copies the collections. */
  public NodeConstraints {
    exclusive = List.copyOf(exclusive);
    cpusets = Map.copyOf(cpusets);
    interrupts = Collections.unmodifiableSortedMap(new TreeMap<>(interrupts));
    problems = List.copyOf(problems);
  }

  /**
   * Returns the CPUs that others hold.
   *
   * @return the CPUs of all entries of {@link #exclusive()}
   */
  public CpuSet exclusiveCpus() {
    return CpuSet.unionOf(exclusive.stream().map(ExclusiveCpus::cpus).toList());
  }

  /**
   * Returns how many CPUs a workload holds exclusively.
   *
   * @param id the workload
   * @return 0 or more
   */
  public int heldBy(WorkloadId id) {
    int held = 0;
    for (ExclusiveCpus each : exclusive) {
      if (id.uid().equals(each.holderUid())) {
        held += each.cpus().size();
      }
    }
    return held;
  }
}
