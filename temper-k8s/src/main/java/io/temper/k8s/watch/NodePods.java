package io.temper.k8s.watch;

import io.temper.TemperException;
import io.temper.k8s.ListedPod;
import io.temper.k8s.PodProblem;
import io.temper.k8s.ServedPod;
import io.temper.k8s.api.Trouble;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.status.FirstFew;
import io.temper.spi.WorkloadSource;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The workloads of a node: its pods as the API server told of them last, with the cgroups that are there
 * now. Left out are pods that ended, those that cannot be used, those that name the cgroup of another one,
 * those that are being deleted and have no cgroup any more, and, for who enforces, those whose cgroup was
 * missed for long. Waits for nothing.
 */
public final class NodePods implements WorkloadSource {
  private static final int MOST_PROBLEMS = 5;

  private final String node;
  private final Supplier<Known<ServedPod>> pods;
  private final PodPlaces places;
  private final UnaryOperator<List<ListedPod>> giveUp;
  private volatile List<ListedPod> lost = List.of();

  /**
   * Creates a source that knows the usual places of cgroups only.
   *
   * @param node the node's name, for messages
   * @param pods tells what is known of its pods
   * @param finder returns the one of the candidates that exists, or empty; on the node itself {@code
   *     CgroupTree::firstExisting}
   */
  public NodePods(
      String node,
      Supplier<Known<ServedPod>> pods,
      Function<List<CgroupPath>, Optional<CgroupPath>> finder) {
    this(node, pods, new PodPlaces(finder, List::of, Ticker.system()), NodePods::giveUpNone);
  }

  /**
   * The same, with other places.
   *
   * @param giveUp returns those of the pods without a cgroup that are waited for no longer; asked at each look
   */
  NodePods(
      String node,
      Supplier<Known<ServedPod>> pods,
      PodPlaces places,
      UnaryOperator<List<ListedPod>> giveUp) {
    this.node = node;
    this.pods = pods;
    this.places = places;
    this.giveUp = giveUp;
  }

  /** Who looks from elsewhere sees no cgroup. */
  static List<ListedPod> giveUpNone(List<ListedPod> groupless) {
    return List.of();
  }

  /**
   * {@inheritDoc}
   *
   * @throws TemperException until the API server has told of all pods once
   */
  @Override
  public WorkloadSet workloads() {
    Known<ServedPod> known = pods.get();
    var all = known.all().orElseThrow(() -> notKnownYet(known));
    List<ListedPod> granted = claims(all).granted();
    List<Optional<CgroupPath>> cgroups = places.of(granted);
    List<ListedPod> groupless = new ArrayList<>();
    List<Workload> workloads = new ArrayList<>(granted.size());
    for (int i = 0; i < granted.size(); i++) {
      ListedPod pod = granted.get(i);
      cgroups
          .get(i)
          .map(path -> pod.workload().toBuilder().cgroup(path).build())
          .ifPresentOrElse(workloads::add, () -> groupless.add(pod));
    }
    lost = List.copyOf(giveUp.apply(List.copyOf(groupless)));
    groupless.removeAll(lost);
    // It may come yet, unless the pod is going.
    groupless.stream()
        .filter(pod -> !pod.terminating())
        .map(ListedPod::workload)
        .forEach(workloads::add);
    return WorkloadSet.of(workloads);
  }

  private static CgroupClaims claims(Map<String, ServedPod> all) {
    return CgroupClaims.of(all.values().stream()
        .flatMap(served -> served.pod().stream())
        .filter(pod -> !pod.phase().isFinished())
        .toList());
  }

  private TemperException notKnownYet(Known<ServedPod> known) {
    Trouble trouble = known.trouble();
    String why = trouble == null ? "the API server has not told of them yet" : trouble.what();
    return new TemperException("the pods of node " + node + " are not known yet: " + why);
  }

  /**
   * Returns what a user should know of the pods.
   *
   * @return a sentence each
   */
  public List<String> notes() {
    Known<ServedPod> known = pods.get();
    List<String> notes = new ArrayList<>();
    Trouble trouble = known.trouble();
    if (trouble != null) {
      notes.add(
          known.all().isEmpty()
              ? trouble.toString()
              : trouble.what() + "; what was heard before stays in force, since "
                  + trouble.since());
    }
    known.all().ifPresent(all -> {
      notes.addAll(unusable(all));
      notes.addAll(refused(claims(all).refused()));
    });
    noteLost(notes);
    return List.copyOf(notes);
  }

  private void noteLost(List<String> notes) {
    int running = places.seen().lost();
    if (running == 0) {
      notes.addAll(LostPods.notes(lost));
    } else {
      notes.add("no pod has a control group here, though " + running + " of node " + node
          + (running == 1 ? " runs" : " run")
          + ": none is in a group kubepods or kubepods.slice up to four levels deep, where kubelets keep them;"
          + " let --cgroup-root of the kubelet be no deeper, and let the agent see the node's own"
          + " /sys/fs/cgroup");
    }
  }

  /**
   * Returns what a user may want to know of the pods, and need do nothing about.
   *
   * @return a sentence each
   */
  public List<String> information() {
    return places.seen().otherRoot().stream()
        .map(root -> "the control groups of pods are in " + root
            + ", by the --cgroup-root of the kubelet, and are found there")
        .toList();
  }

  private static List<String> unusable(Map<String, ServedPod> all) {
    List<PodProblem> unusable =
        all.values().stream().flatMap(served -> served.problem().stream()).toList();
    return FirstFew.sentences(
        MOST_PROBLEMS,
        unusable,
        problem -> problem + "; until then its threads count among those of no pod",
        "more pods cannot be used either");
  }

  private static List<String> refused(List<ListedPod> refused) {
    return FirstFew.sentences(
        MOST_PROBLEMS,
        refused.stream().map(pod -> pod.workload().id()).sorted().toList(),
        id -> "pod " + id.namespace() + "/" + id.name()
            + " names the cgroup of another pod by its annotation kubernetes.io/config.hash and is"
            + " left out; delete it, unless it is the mirror of a static pod",
        "more pods name the cgroup of another one");
  }
}
