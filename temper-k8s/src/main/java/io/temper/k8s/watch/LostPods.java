package io.temper.k8s.watch;

import io.temper.k8s.ListedPod;
import io.temper.k8s.PodPhase;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.status.FirstFew;
import io.temper.workload.WorkloadId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pods that run, as the API server has it, and have no control group on this host. The kubelet makes it before
 * it starts the first container, so one that is not there is either not heard of yet, or will not come: the
 * node was started again, the pod ended and nobody has said so yet, or what runs it makes none. For one thread.
 */
final class LostPods {
  /**
   * So long their group is waited for, from when it was missed, not from when the pod started: after the node was
   * started again, the kubelet comes to each pod in its turn. Twice what passes between two looks at all groups.
   */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int MOST_NAMES = 5;

  private final Ticker ticker;
  private Map<WorkloadId, Long> missedSinceNanos = Map.of();

  /**
   * Creates one that has missed none.
   *
   * @param ticker the clocks
   */
  LostPods(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Tells whether a pod has a control group somewhere: the kubelet makes it before the first container starts. */
  static boolean shouldHaveAGroup(ListedPod pod) {
    return pod.phase() == PodPhase.RUNNING
        && !pod.terminating()
        && pod.kubeletUid().isPresent();
  }

  /**
   * Looks once, and forgets those that are not missed any more.
   *
   * @param groupless all pods that have no control group now
   * @return those whose group was missed for long, at each look
   */
  List<ListedPod> among(List<ListedPod> groupless) {
    long now = ticker.nanos();
    Map<WorkloadId, Long> missed = new HashMap<>();
    List<ListedPod> lost = new ArrayList<>();
    for (ListedPod pod : groupless) {
      if (shouldHaveAGroup(pod)) {
        WorkloadId id = pod.workload().id();
        long since = missedSinceNanos.getOrDefault(id, now);
        missed.put(id, since);
        if (now - since >= PATIENCE.toNanos()) {
          lost.add(pod);
        }
      }
    }
    missedSinceNanos = missed;
    return lost;
  }

  /** Returns a sentence each, of some of them. */
  static List<String> notes(List<ListedPod> lost) {
    return FirstFew.sentences(
        MOST_NAMES,
        lost.stream().map(pod -> pod.workload().id()).sorted().toList(),
        id -> "pod " + id.namespace() + "/" + id.name()
            + " runs, as the API server has it, and has no control group here: it is in no plan until it has"
            + " one; see whether it runs on this node (crictl pods), and delete it if it does not",
        "more pods run without a control group here");
  }
}
