package io.temper.k8s.watch;

import io.temper.k8s.ListedPod;
import io.temper.workload.CgroupPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pods may have the cgroup that they name: no cgroup is of two pods. A mirror names its cgroup by an
 * annotation, so that one may name another pod's; two members of one cgroup would make every plan
 * of the node invalid.
 *
 * @param granted pods whose cgroup no other pod names, or that own it by their uid
 * @param refused the others, in the order in which they came
 */
record CgroupClaims(List<ListedPod> granted, List<ListedPod> refused) {
  /** Copies the lists. */
  CgroupClaims {
    granted = List.copyOf(granted);
    refused = List.copyOf(refused);
  }

  /**
   * Decides about pods of one node. Between mirrors that name the same cgroup nothing tells which of them the
   * kubelet runs, so none has it.
   */
  static CgroupClaims of(Collection<ListedPod> pods) {
    Map<List<CgroupPath>, List<ListedPod>> claims = new LinkedHashMap<>();
    for (ListedPod pod : pods) {
      claims
          .computeIfAbsent(pod.cgroupCandidates(), unused -> new ArrayList<>())
          .add(pod);
    }
    List<ListedPod> granted = new ArrayList<>();
    List<ListedPod> refused = new ArrayList<>();
    claims.forEach((paths, claimants) -> {
      boolean contested = claimants.size() > 1 && !paths.isEmpty();
      for (ListedPod pod : claimants) {
        (!contested || pod.ownsItsCgroup() ? granted : refused).add(pod);
      }
    });
    return new CgroupClaims(granted, refused);
  }
}
