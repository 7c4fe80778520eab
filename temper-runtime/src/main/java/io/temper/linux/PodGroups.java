package io.temper.linux;

import io.temper.workload.CgroupPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the groups of pods by their names, wherever a kubelet's root lies in a tree:
 *
 * <pre>
 *   systemd   [.../]kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod&lt;uid_&gt;.slice
 *   cgroupfs  [.../]kubepods/burstable/pod&lt;uid&gt;
 * </pre>
 *
 * <p>{@code <uid_>} is the uid with underscores for dashes. A guaranteed pod has no level of its class. With
 * systemd, the names below a kubelet's own root start with those of the slices around them.
 */
final class PodGroups {
  /** A slice's name starts with that of the slice around it, which the reference asks for. */
  private static final Pattern SYSTEMD =
      Pattern.compile("(?:/.*)?/((?:[^/]+-)?kubepods(?:-burstable|-besteffort)?)\\.slice"
          + "/\\1-pod([A-Za-z0-9_]+)\\.slice");

  private static final Pattern CGROUPFS =
      Pattern.compile("(?:/.*)?/kubepods(?:/burstable|/besteffort)?/pod([A-Za-z0-9-]+)");

  private static final Pattern ROOT =
      Pattern.compile("(?:/.*)?/(?:kubepods|(?:[^/]+-)?kubepods\\.slice)");

  /** There a user may name groups as those of pods, whose place and rank would be that user's then. */
  private static final CgroupPath OF_USERS = new CgroupPath("/user.slice");

  /** A kubelet's own root is seldom more than a slice or two. */
  private static final int DEEPEST_ROOT = 4;

  /** So that a host with thousands of services costs no more than a moment. */
  private static final int MOST_LOOKED_INTO = 5_000;

  private PodGroups() {}

  /** Returns the groups by path; what lies inside of a pod, a kubelet too, is not looked at. */
  static List<PodCgroup> find(CgroupTree tree) {
    List<PodCgroup> pods = new ArrayList<>();
    Deque<CgroupPath> groups = new ArrayDeque<>(List.of(new CgroupPath("/")));
    while (!groups.isEmpty()) {
      CgroupPath group = groups.pop();
      Optional<PodCgroup> pod = podOf(group);
      pod.ifPresentOrElse(pods::add, () -> tree.children(group).forEach(groups::push));
    }
    pods.sort(Comparator.comparing(PodCgroup::path));
    return List.copyOf(pods);
  }

  /** Returns the groups in which kubelets keep those of pods, the least deep first. */
  static List<CgroupPath> roots(CgroupTree tree) {
    List<CgroupPath> roots = new ArrayList<>();
    List<CgroupPath> level = List.of(new CgroupPath("/"));
    int lookedInto = 0;
    for (int depth = 1; depth <= DEEPEST_ROOT; depth++) {
      List<CgroupPath> below = new ArrayList<>();
      for (CgroupPath group :
          level.subList(0, Math.min(level.size(), MOST_LOOKED_INTO - lookedInto))) {
        childrenOf(group, tree).stream()
            .filter(child -> !child.equals(OF_USERS))
            .forEach(child -> (ROOT.matcher(child.value()).matches() ? roots : below).add(child));
      }
      lookedInto = Math.min(MOST_LOOKED_INTO, lookedInto + level.size());
      level = below;
    }
    return List.copyOf(roots);
  }

  /** One that may not be read hides no others. */
  private static List<CgroupPath> childrenOf(CgroupPath group, CgroupTree tree) {
    try {
      return tree.children(group);
    } catch (HostReadException e) {
      return List.of();
    }
  }

  static Optional<PodCgroup> podOf(CgroupPath group) {
    Matcher systemd = SYSTEMD.matcher(group.value());
    if (systemd.matches()) {
      return Optional.of(new PodCgroup(systemd.group(2).replace('_', '-'), group));
    }
    Matcher cgroupfs = CGROUPFS.matcher(group.value());
    return cgroupfs.matches()
        ? Optional.of(new PodCgroup(cgroupfs.group(1), group))
        : Optional.empty();
  }
}
