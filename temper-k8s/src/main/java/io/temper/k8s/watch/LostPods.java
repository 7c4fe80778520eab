package io.temper.k8s.watch;

import io.temper.k8s.ListedPod;
import io.temper.k8s.PodPhase;
import io.temper.runtime.status.FirstFew;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Pods that run, as the API server has it, and have no control group on this host. The kubelet makes it before
 * it starts the first container, so one that is not there is either not heard of yet, or will not come: the
 * node was started again, the pod ended and nobody has said so yet, or what runs it makes none.
 */
final class LostPods {
  /**
   * So long they are waited for, from when the kubelet took them on, not from when their group was missed: so an
   * agent that starts anew decides as the one before. Twice what passes between two looks at all groups.
   */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int MOST_NAMES = 5;

  private LostPods() {}

  /** Tells whether a pod has a control group somewhere: the kubelet makes it before the first container starts. */
  static boolean shouldHaveAGroup(ListedPod pod) {
    return pod.phase() == PodPhase.RUNNING
        && !pod.terminating()
        && pod.kubeletUid().isPresent();
  }

  /** Tells whether a pod without a control group should have had one for long. */
  static boolean isLost(ListedPod pod, Instant now) {
    return shouldHaveAGroup(pod)
        && pod.started().filter(started -> started.plus(PATIENCE).isBefore(now)).isPresent();
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
