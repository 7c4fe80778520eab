package io.temper.k8s.cleanup;

import io.temper.runtime.status.FirstFew;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cleanup has done. One that is run again finds nothing more to do.
 *
 * @param deleted DaemonSets that it deleted
 * @param absent those that it was told to delete and that are not there
 * @param lingering those whose pods had not all ended in time
 * @param nodes nodes of which it removed annotations
 * @param others nodes that it left as they are, since the agent that wrote there has no lease in the namespace
 * @param leases leases that it deleted
 * @param problems what it could not remove, and why
 */
public record CleanupReport(
    List<String> deleted,
    List<String> absent,
    List<String> lingering,
    List<String> nodes,
    List<String> others,
    List<String> leases,
    List<String> problems) {
  private static final int MOST_PROBLEMS = 10;

  /** Copies the lists. */
  public CleanupReport {
    deleted = List.copyOf(deleted);
    absent = List.copyOf(absent);
    lingering = List.copyOf(lingering);
    nodes = List.copyOf(nodes);
    others = List.copyOf(others);
    leases = List.copyOf(leases);
    problems = List.copyOf(problems);
  }

  /**
   * Tells whether all was removed that was there.
   *
   * @return false if there are problems; pods that linger are none, as those of a node that is off
   */
  public boolean isDone() {
    return problems.isEmpty();
  }

  /**
   * Returns it for people.
   *
   * @return lines
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    deleted.forEach(name -> lines.add("deleted DaemonSet " + name));
    absent.forEach(name -> lines.add("no DaemonSet " + name));
    lingering.forEach(
        name -> lines.add(
            "pods of DaemonSet " + name
                + " had not all ended in time; if one of them still runs, it writes again what was removed"));
    lines.add("removed annotations of " + count(nodes, "node"));
    if (!others.isEmpty()) {
      lines.add("left annotations of " + count(others, "node")
          + ": no agent of this namespace has a lease for it");
    }
    lines.add("deleted " + count(leases, "lease"));
    lines.addAll(FirstFew.sentences(
        MOST_PROBLEMS, problems, problem -> problem, "more problems of this kind"));
    return List.copyOf(lines);
  }

  private static String count(List<String> names, String noun) {
    return names.size() + " " + noun + (names.size() == 1 ? "" : "s");
  }
}
