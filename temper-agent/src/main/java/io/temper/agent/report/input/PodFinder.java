package io.temper.agent.report.input;

import io.temper.k8s.ListedPod;
import io.temper.k8s.PodList;
import io.temper.workload.WorkloadId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the one pod of a list that a user means. */
public final class PodFinder {

  private static final int MAX_NAMED = 10;

  private PodFinder() {}

  /**
   * Returns the pod that {@code wanted} names.
   *
   * @param pods the list
   * @param wanted {@code namespace/name}, a name, or a uid
   * @throws InputException if there is none, or more than one
   */
  public static ListedPod find(PodList pods, String wanted) {
    return find(pods.all(), wanted);
  }

  /** As {@link #find(PodList, String)}, of some pods. */
  public static ListedPod find(List<ListedPod> all, String wanted) {
    var found = meant(all, wanted);
    if (found.isEmpty()) {
      throw new InputException("no pod of the list is '" + wanted + "'; " + hint(all, wanted));
    }
    if (found.size() > 1) {
      throw new InputException(
          found.size() + " pods of the list are '" + wanted + "': write one of " + names(found));
    }
    return found.get(0);
  }

  /** Tells whether {@code wanted} names any of some pods, one or more. */
  public static boolean isAny(List<ListedPod> all, String wanted) {
    return !meant(all, wanted).isEmpty();
  }

  private static List<ListedPod> meant(List<ListedPod> all, String wanted) {
    var exactly = matching(all, id -> id.uid().equals(wanted) || id.toString().equals(wanted));
    return exactly.isEmpty() ? matching(all, id -> id.name().equals(wanted)) : exactly;
  }

  private static List<ListedPod> matching(List<ListedPod> pods, Predicate<WorkloadId> condition) {
    return pods.stream().filter(pod -> condition.test(pod.workload().id())).toList();
  }

  /** Pods get a suffix that nobody remembers: naming those that start alike is most of the help. */
  private static String hint(List<ListedPod> all, String wanted) {
    var alike = matching(all, id -> id.toString().contains(wanted));
    return alike.isEmpty()
        ? "write namespace/name, name or uid of one of its " + all.size() + " pods"
        : "did you mean " + names(alike) + "?";
  }

  /** Same namespace and name twice: only the uid tells them apart. */
  private static String names(List<ListedPod> pods) {
    boolean unique =
        pods.stream().map(pod -> pod.workload().id().toString()).distinct().count() == pods.size();
    var named = pods.stream()
        .limit(MAX_NAMED)
        .map(pod -> pod.workload().id())
        .map(id -> unique ? id.toString() : id.uid())
        .collect(Collectors.joining(", "));
    int more = pods.size() - MAX_NAMED;
    return named + (more > 0 ? " and " + more + " more" : "");
  }
}
