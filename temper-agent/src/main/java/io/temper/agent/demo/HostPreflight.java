package io.temper.agent.demo;

import io.temper.spi.ProbeResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether the demo can run on this host, before anything is changed.
 *
 * @param root the root of the file system, {@code /}
 * @param environment for {@code PATH}
 * @param more programs needed beside those of the demo, and their packages
 */
record HostPreflight(Path root, Map<String, String> environment, Map<String, String> more) {
  /** Programs and the Debian packages that bring them. */
  private static final Map<String, String> PROGRAMS =
      Map.of("redis-server", "redis-server", "chrt", "util-linux");

  /** Where a kubelet has its pods, whatever its driver and also where it runs in kind. */
  private static final List<String> KUBELET_ROOTS =
      List.of("kubepods.slice", "kubepods", "kubelet.slice", "kubelet");

  HostPreflight(Path root, Map<String, String> environment) {
    this(root, environment, Map.of());
  }

  /**
   * Returns what stands in the way, each with its remedy; empty if nothing does.
   *
   * @param probe what the scheduler says about the host
   */
  List<String> obstacles(ProbeResult probe) {
    var obstacles = new ArrayList<String>();
    if (!probe.mayAttach()) {
      probe.findings().forEach(f -> obstacles.add(f.what() + ": " + f.remedy()));
    }
    Path cgroups = root.resolve("sys/fs/cgroup");
    if (!Files.exists(cgroups.resolve("cgroup.controllers"))) {
      obstacles.add("no cgroup v2 at " + cgroups + ": boot with the unified hierarchy");
    } else if (!Files.isWritable(cgroups)) {
      obstacles.add(cgroups + " is not writable: run as root");
    }
    KUBELET_ROOTS.stream()
        .map(cgroups::resolve)
        .filter(Files::isDirectory)
        .forEach(
            found -> obstacles.add(found + " exists, so this host seems to run a kubelet, whose"
                + " pods the demo would disturb: use another host"));
    Stream.of(PROGRAMS, more)
        .flatMap(programs -> programs.entrySet().stream())
        .sorted(Map.Entry.comparingByKey())
        .filter(e -> !onPath(e.getKey()))
        .forEach(e -> obstacles.add(
            "no " + e.getKey() + " on the PATH: on Debian, apt-get install " + e.getValue()));
    return List.copyOf(obstacles);
  }

  private boolean onPath(String program) {
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
