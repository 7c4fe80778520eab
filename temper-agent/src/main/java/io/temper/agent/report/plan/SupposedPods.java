package io.temper.agent.report.plan;

import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.PodFinder;
import io.temper.k8s.ListedPod;
import io.temper.k8s.PodList;
import io.temper.workload.CpuQuantity;
import io.temper.workload.ServiceClass;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pods of some nodes while a hypothesis is worked into them. Mutable, for one thread. */
final class SupposedPods {
  private final Map<String, List<ListedPod>> byNode = new TreeMap<>();
  private final List<ListedPod> onNoNode;
  private final @Nullable String target;

  private SupposedPods(PodList pods, @Nullable String target) {
    pods.byNode().forEach((node, listed) -> byNode.put(node, new ArrayList<>(listed)));
    this.onNoNode =
        Stream.concat(pods.pending().stream(), pods.finished().stream()).toList();
    this.target = target;
  }

  /**
   * Starts with a list as it is.
   *
   * @param target the only node to look at, where pods go that name none; null for all there are, and
   *     then such pods go to the only one
   * @throws InputException if no pod of the list is on that node
   */
  static SupposedPods of(PodList pods, @Nullable String target) {
    if (target != null && !pods.byNode().containsKey(target)) {
      throw new InputException("--node: no pod of the list is on node '" + target + "'; "
          + PlanMaker.namesOf(pods.byNode().keySet()));
    }
    return new SupposedPods(pods, target);
  }

  Set<String> nodes() {
    return byNode.keySet();
  }

  WorkloadSet workloadsOn(String node) {
    return WorkloadSet.of(
        byNode.getOrDefault(node, List.of()).stream().map(ListedPod::workload).toList());
  }

  void remove(List<String> wanted) {
    for (String pod : wanted) {
      ListedPod found = find("--remove", pod);
      byNode.values().forEach(pods -> pods.remove(found));
    }
  }

  void add(List<ListedPod> pods) {
    for (ListedPod pod : pods) {
      if (pod.phase().isFinished()) {
        continue;
      }
      String node = pod.workload().nodeName().orElseGet(() -> target(pod));
      try {
        requireLookedAt(pod, node);
        requireNew(pod);
      } catch (InputException e) {
        throw InputException.in("--add", e);
      }
      byNode.computeIfAbsent(node, unused -> new ArrayList<>()).add(pod);
    }
  }

  private void requireNew(ListedPod pod) {
    if (all().stream().anyMatch(other -> isSame(other.workload(), pod.workload()))) {
      throw new InputException("there is a pod " + pod.workload().id()
          + " already: remove that one, or use --scale to change its request");
    }
  }

  void scale(Map<String, CpuQuantity> scaled) {
    scaled.forEach((wanted, request) -> {
      ListedPod found = find("--scale", wanted);
      byNode
          .values()
          .forEach(
              pods -> pods.replaceAll(pod -> pod.equals(found) ? withRequest(pod, request) : pod));
    });
  }

  private ListedPod find(String option, String wanted) {
    try {
      ListedPod found = findPlaced(wanted);
      byNode.forEach((node, pods) -> {
        if (pods.contains(found)) {
          requireLookedAt(found, node);
        }
      });
      return found;
    } catch (InputException e) {
      throw InputException.in(option, e);
    }
  }

  private ListedPod findPlaced(String wanted) {
    if (!PodFinder.isAny(all(), wanted) && PodFinder.isAny(onNoNode, wanted)) {
      ListedPod pod = PodFinder.find(onNoNode, wanted);
      String phase = pod.phase().name().toLowerCase(Locale.ROOT);
      throw new InputException(pod.workload().id() + " is on no node (" + phase + "); "
          + (pod.phase().isFinished()
              ? "nothing of it runs any more"
              : "suppose that it comes to one with --add"));
    }
    return PodFinder.find(all(), wanted);
  }

  /** A change of another node would look like one that changes nothing. */
  private void requireLookedAt(ListedPod pod, String node) {
    if (target != null && !target.equals(node)) {
      throw new InputException(pod.workload().id() + " is on node " + node
          + ", and --node looks at " + target + " only; name that node, or leave --node out");
    }
  }

  /**
   * A limit below the request would be no pod that an API server takes: it grows with it. Who requests
   * something is no longer of the class that requests nothing.
   */
  private static ListedPod withRequest(ListedPod pod, CpuQuantity request) {
    Workload before = pod.workload();
    var changed = before.toBuilder().request(request);
    before
        .serviceClass()
        .filter(qos -> qos == ServiceClass.BEST_EFFORT && !request.isZero())
        .ifPresent(unused -> changed.serviceClass(ServiceClass.BURSTABLE));
    before
        .limit()
        .filter(limit -> limit.compareTo(request) < 0)
        .ifPresent(unused -> changed.limit(request));
    return pod.withWorkload(changed.build());
  }

  private static boolean isSame(Workload one, Workload other) {
    return one.id().toString().equals(other.id().toString());
  }

  private List<ListedPod> all() {
    return byNode.values().stream().flatMap(List::stream).toList();
  }

  private String target(ListedPod pod) {
    if (target != null) {
      return target;
    }
    if (byNode.size() == 1) {
      return byNode.keySet().iterator().next();
    }
    throw new InputException("--add: pod " + pod.workload().id()
        + " names no node (spec.nodeName): choose one with --node; "
        + PlanMaker.namesOf(byNode.keySet()));
  }
}
