package io.temper.linux;

import io.temper.workload.CgroupPath;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the groups of containers inside of a workload's group by the names that container runtimes give
 * them: {@code cri-containerd-ID.scope}, {@code crio-ID.scope}, {@code docker-ID.scope} with systemd,
 * {@code ID} or {@code crio-ID} with cgroupfs. An id has 64 hexadecimal digits. The sandbox of a pod, which
 * only holds its namespaces, has such a group too.
 */
final class ContainerGroups {
  private static final Pattern CONTAINER =
      Pattern.compile("(?:[A-Za-z-]+-)?([0-9a-f]{64})(?:\\.scope)?");

  /** The only thread of a sandbox. */
  static final String SANDBOX = "pause";

  private ContainerGroups() {}

  /** Returns the groups by container id; the workload's own by an empty id where it has none. */
  static Map<String, CgroupPath> of(CgroupTree tree, CgroupPath workload) {
    Map<String, CgroupPath> found = new TreeMap<>();
    for (CgroupPath child : tree.children(workload)) {
      String name = child.value().substring(child.value().lastIndexOf('/') + 1);
      Matcher matcher = CONTAINER.matcher(name);
      if (matcher.matches()) {
        found.put(matcher.group(1), child);
      }
    }
    return found.isEmpty() ? Map.of("", workload) : found;
  }
}
