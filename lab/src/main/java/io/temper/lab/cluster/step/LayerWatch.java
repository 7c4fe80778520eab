package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Takes the time from the appearance of a pod's control group to that of its membership in the kernel, on the node
 * itself.
 */
final class LayerWatch {
  private static final String OUTPUT = "/run/temper-lab/layer-watch";

  private LayerWatch() {}

  static void start(NodeShell shell) {
    shell
        .run("rm -f " + OUTPUT + " " + OUTPUT
            + ".*; setsid bash /payload/node/layer-watch.sh " + OUTPUT
            + " /sys/fs/cgroup/kubepods > "
            + OUTPUT + ".log 2>&1 < /dev/null & sleep 0.5")
        .text();
  }

  /** Ends it. Nothing happens if it has ended. */
  static void stop(NodeShell shell) {
    shell.run("touch " + OUTPUT + ".stop; for i in $(seq 100); do grep -q every " + OUTPUT
        + " && break; sleep 0.1; done");
  }

  /** Ends it, and says what it saw. */
  static String seen(NodeShell shell) {
    stop(shell);
    return describe(shell.run("cat " + OUTPUT).text().lines().toList());
  }

  /**
   * Says what it saw.
   *
   * @param lines what {@code layer-watch.sh} wrote
   */
  static String describe(List<String> lines) {
    List<Duration> times = lines.stream()
        .filter(line -> line.matches("\\d+"))
        .map(line -> Duration.of(Long.parseLong(line), ChronoUnit.MICROS))
        .toList();
    StepFailure.unless(!times.isEmpty(), "no pod was seen to get into a layer: " + lines);
    long every = lines.stream()
        .filter(line -> line.matches("every \\d+"))
        .mapToLong(line -> Long.parseLong(line.substring("every ".length())))
        .findFirst()
        .orElseThrow(() -> new StepFailure("the watch of layers did not end: " + lines));
    return "cgroup → layer " + Times.spread(times) + ", give or take "
        + Duration.of(every, ChronoUnit.MICROS).toMillis() + " ms, the time between two looks";
  }
}
