package io.temper.nomad.watch;

import io.temper.nomad.NomadTask;
import io.temper.workload.CgroupPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tasks may have the control group that was found for them: no group is of two tasks. A job chooses its
 * group by {@code cgroup_v2_override}, so that it may choose another task's; two members of one group
 * would make every plan of the node invalid.
 *
 * @param granted the groups, one or none for each task, in their order
 * @param refused tasks that stay, and do not have what was found for them, in their order
 */
record GroupClaims(List<Optional<CgroupPath>> granted, List<NomadTask> refused) {
  /** Copies the lists. */
  GroupClaims {
    granted = List.copyOf(granted);
    refused = List.copyOf(refused);
  }

  /**
   * Decides about the tasks of a node.
   *
   * @param tasks all of them
   * @param found one group or none for each, in their order
   */
  static GroupClaims of(List<NomadTask> tasks, List<Optional<CgroupPath>> found) {
    Map<CgroupPath, List<NomadTask>> claims = claims(tasks, found);
    List<Optional<CgroupPath>> granted = new ArrayList<>();
    List<NomadTask> refused = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      NomadTask task = tasks.get(i);
      Optional<CgroupPath> group =
          found.get(i).filter(path -> has(task, claims.getOrDefault(path, List.of())));
      granted.add(group);
      if (group.isEmpty() && found.get(i).isPresent() && !task.leaving()) {
        refused.add(task);
      }
    }
    return new GroupClaims(granted, refused);
  }

  private static Map<CgroupPath, List<NomadTask>> claims(
      List<NomadTask> tasks, List<Optional<CgroupPath>> found) {
    Map<CgroupPath, List<NomadTask>> claims = new HashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      NomadTask task = tasks.get(i);
      found.get(i).ifPresent(path -> claims
          .computeIfAbsent(path, unused -> new ArrayList<>())
          .add(task));
    }
    return claims;
  }

  /** Between tasks that have chosen the same group nothing tells whose it is, so none has it. */
  private static boolean has(NomadTask task, List<NomadTask> claimants) {
    List<NomadTask> first = claimants.stream().filter(each -> !chooses(each)).toList();
    if (first.isEmpty()) {
      first = staying(claimants);
    }
    return first.size() == 1 && first.get(0).equals(task);
  }

  /** One that is being replaced gives way to what comes after it. */
  private static List<NomadTask> staying(List<NomadTask> claimants) {
    List<NomadTask> staying = claimants.stream().filter(each -> !each.leaving()).toList();
    return staying.isEmpty() ? claimants : staying;
  }

  /** The others have the group that Nomad or Docker made for them alone. */
  private static boolean chooses(NomadTask task) {
    return task.driver().cgroup() != null;
  }
}
