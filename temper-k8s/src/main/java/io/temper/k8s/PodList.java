package io.temper.k8s;

import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The pods of a cluster, or of a part of it, by what they mean for nodes. Sorted everywhere, so that
 * lists with the same pods are equal whatever order they came in.
 *
 * @param byNode by node name, the pods that are placed there and not finished: they run, or will as
 *     soon as their images are there
 * @param pending pods that wait for a node
 * @param finished pods that succeeded or failed: nothing of them runs
 * @param otherKinds how many objects of other kinds the list had, by kind; they are not used
 */
public record PodList(
    SortedMap<String, List<ListedPod>> byNode,
    List<ListedPod> pending,
    List<ListedPod> finished,
    SortedMap<String, Integer> otherKinds) {
  private static final Comparator<ListedPod> ORDER =
      Comparator.comparing(pod -> pod.workload().id());

  /** Copies and sorts. */
  public PodList {
    SortedMap<String, List<ListedPod>> sorted = new TreeMap<>();
    byNode.forEach((node, pods) -> sorted.put(node, sorted(pods)));
    byNode = Collections.unmodifiableSortedMap(sorted);
    pending = sorted(pending);
    finished = sorted(finished);
    otherKinds = Collections.unmodifiableSortedMap(new TreeMap<>(otherKinds));
  }

  /** Sorts pods into those of a node, pending and finished ones. */
  static PodList of(Collection<ListedPod> pods, Map<String, Integer> otherKinds) {
    SortedMap<String, List<ListedPod>> byNode = new TreeMap<>();
    List<ListedPod> pending = new ArrayList<>();
    List<ListedPod> finished = new ArrayList<>();
    for (ListedPod pod : pods) {
      Optional<String> node = pod.workload().nodeName();
      if (pod.phase().isFinished()) {
        finished.add(pod);
      } else if (node.isPresent()) {
        byNode.computeIfAbsent(node.get(), unused -> new ArrayList<>()).add(pod);
      } else {
        pending.add(pod);
      }
    }
    return new PodList(byNode, pending, finished, new TreeMap<>(otherKinds));
  }

  /**
   * Returns what the planner takes for one node.
   *
   * @param node the node's name
   * @return the workloads placed there; none for a node that the list does not mention
   */
  public WorkloadSet workloadsOn(String node) {
    List<ListedPod> pods = byNode.getOrDefault(node, List.of());
    return WorkloadSet.of(pods.stream().map(ListedPod::workload).toList());
  }

  /**
   * Returns all pods: placed, pending and finished.
   *
   * @return an immutable list
   */
  public List<ListedPod> all() {
    List<ListedPod> all = new ArrayList<>();
    byNode.values().forEach(all::addAll);
    all.addAll(pending);
    all.addAll(finished);
    return List.copyOf(all);
  }

  /**
   * Returns this list with the cgroup of each placed pod filled in where it is found.
   *
   * @param finder returns the one of the candidates that exists, or empty; on the node itself {@code
   *     CgroupTree::firstExisting}
   * @return a new list
   */
  public PodList locate(Function<List<CgroupPath>, Optional<CgroupPath>> finder) {
    SortedMap<String, List<ListedPod>> located = new TreeMap<>();
    byNode.forEach((node, pods) ->
        located.put(node, pods.stream().map(pod -> locate(pod, finder)).toList()));
    return new PodList(located, pending, finished, otherKinds);
  }

  private static ListedPod locate(
      ListedPod pod, Function<List<CgroupPath>, Optional<CgroupPath>> finder) {
    return finder
        .apply(pod.cgroupCandidates())
        .map(path -> pod.withWorkload(pod.workload().toBuilder().cgroup(path).build()))
        .orElse(pod);
  }

  private static List<ListedPod> sorted(List<ListedPod> pods) {
    return pods.stream().sorted(ORDER).toList();
  }
}
