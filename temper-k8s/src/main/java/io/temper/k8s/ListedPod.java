package io.temper.k8s;

import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import java.util.List;
import java.util.Optional;

/**
 * One pod of a list: the workload that it is for the planner, and what Kubernetes adds.
 *
 * @param workload the workload; its cgroup is not known until {@link PodList#locate} finds it
 * @param phase where it is in its life
 * @param terminating whether its deletion was asked for; it runs until its containers have ended
 * @param mirror whether it is the API server's image of a static pod, which the kubelet runs from a
 *     file
 * @param kubeletUid the uid that the kubelet knows it by: of a static pod the hash of its file; empty for a
 *     pod without a uid
 * @param containers what keeps running: containers, then sidecars
 * @param podLevel the CPU that the pod as a whole asks for; empty if only its containers ask
 */
public record ListedPod(
    Workload workload,
    PodPhase phase,
    boolean terminating,
    boolean mirror,
    Optional<String> kubeletUid,
    List<ListedContainer> containers,
    Optional<PodLevelCpu> podLevel) {
  /** Copies the lists. */
  public ListedPod {
    containers = List.copyOf(containers);
  }

  /**
   * Tells whether it has one container only that keeps running: then what is known of the pod as a whole is
   * known of that container.
   */
  public boolean hasOnlyContainer() {
    return containers.size() == 1;
  }

  /**
   * Tells whether its own uid, which the API server gives and nobody chooses, makes the paths of its
   * cgroup. Those of a mirror come from an annotation, which whoever makes a pod may write.
   *
   * @return false for a pod without a cgroup, and for a mirror that goes by the hash of a file
   */
  public boolean ownsItsCgroup() {
    return kubeletUid.filter(workload.id().uid()::equals).isPresent();
  }

  /**
   * Returns where its cgroup is, by cgroup driver and root of the kubelet; at most one exists.
   *
   * @return empty for a pod without a uid
   */
  public List<CgroupPath> cgroupCandidates() {
    return workload
        .serviceClass()
        .flatMap(qos -> kubeletUid.map(uid -> KubeletCgroups.candidates(uid, qos)))
        .orElse(List.of());
  }

  /**
   * Returns where its cgroup is if the kubelet keeps those of pods in a certain group.
   *
   * @param root a group {@code kubepods} or {@code [...-]kubepods.slice}
   * @return empty for a pod without a uid
   */
  public Optional<CgroupPath> cgroupUnder(CgroupPath root) {
    return workload
        .serviceClass()
        .flatMap(qos -> kubeletUid.map(uid -> KubeletCgroups.under(root, uid, qos)));
  }

  /**
   * Returns this pod with another workload.
   *
   * @param other what it is for the planner
   * @return a changed pod
   */
  public ListedPod withWorkload(Workload other) {
    return new ListedPod(other, phase, terminating, mirror, kubeletUid, containers, podLevel);
  }
}
