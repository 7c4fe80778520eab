package io.temper.k8s.watch;

import io.temper.k8s.ListedPod;
import io.temper.runtime.clock.Ticker;
import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the control groups of pods: where kubelets usually keep them, else below the root that holds most of
 * the pods. That root is looked for only while no pod at all is found though some run, and not more than once
 * a minute. For one thread; what was seen may be asked for by any.
 */
final class PodPlaces {
  /** Looking costs some milliseconds, and a kubelet that has begun to run pods has its root. */
  static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final Function<List<CgroupPath>, Optional<CgroupPath>> finder;
  private final Supplier<List<CgroupPath>> roots;
  private final Ticker ticker;
  private Optional<CgroupPath> other = Optional.empty();
  private long notBeforeNanos;
  private volatile Seen seen = new Seen(Optional.empty(), 0);

  /**
   * What came of it the last time.
   *
   * @param otherRoot where pods are, if that is no usual place
   * @param lost how many pods run without a group, if no pod has one
   */
  record Seen(Optional<CgroupPath> otherRoot, int lost) {}

  /**
   * Creates a finder that has seen nothing.
   *
   * @param finder returns the one of the candidates that exists, or empty
   * @param roots returns where kubelets keep pods on this host; costly
   * @param ticker the clocks
   */
  PodPlaces(
      Function<List<CgroupPath>, Optional<CgroupPath>> finder,
      Supplier<List<CgroupPath>> roots,
      Ticker ticker) {
    this.finder = finder;
    this.roots = roots;
    this.ticker = ticker;
    this.notBeforeNanos = ticker.nanos();
  }

  /** Returns what came of it the last time. */
  Seen seen() {
    return seen;
  }

  /** Returns the group of each pod; empty where there is none. */
  List<Optional<CgroupPath>> of(List<ListedPod> pods) {
    List<Optional<CgroupPath>> found = find(pods);
    int running = (int) pods.stream().filter(LostPods::shouldHaveAGroup).count();
    if (running > 0 && isNone(found) && mayLook()) {
      Optional<CgroupPath> root = rootOfMost(pods);
      if (root.isPresent()) {
        other = root;
        found = find(pods);
      }
    }
    seen = new Seen(otherRootOf(found), isNone(found) ? running : 0);
    return found;
  }

  private static boolean isNone(List<Optional<CgroupPath>> found) {
    return found.stream().allMatch(Optional::isEmpty);
  }

  private boolean mayLook() {
    if (ticker.nanos() - notBeforeNanos < 0) {
      return false;
    }
    notBeforeNanos = ticker.nanos() + LOOK_AGAIN.toNanos();
    return true;
  }

  private List<Optional<CgroupPath>> find(List<ListedPod> pods) {
    List<Optional<CgroupPath>> found = new ArrayList<>(pods.size());
    for (ListedPod pod : pods) {
      found.add(finder
          .apply(pod.cgroupCandidates())
          .or(() -> other.flatMap(root -> findUnder(root, pod))));
    }
    return found;
  }

  private Optional<CgroupPath> findUnder(CgroupPath root, ListedPod pod) {
    return pod.cgroupUnder(root).flatMap(path -> finder.apply(List.of(path)));
  }

  /** Other kubelets of the host, in containers, have other pods. */
  private Optional<CgroupPath> rootOfMost(List<ListedPod> pods) {
    CgroupPath best = null;
    long most = 0;
    for (CgroupPath root : roots.get()) {
      long here = pods.stream().filter(pod -> findUnder(root, pod).isPresent()).count();
      if (here > most) {
        best = root;
        most = here;
      }
    }
    return Optional.ofNullable(best);
  }

  private Optional<CgroupPath> otherRootOf(List<Optional<CgroupPath>> found) {
    return other.filter(
        root -> found.stream().flatMap(Optional::stream).anyMatch(path -> path.isWithin(root)));
  }
}
