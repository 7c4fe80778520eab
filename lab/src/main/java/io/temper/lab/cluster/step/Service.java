package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.NodeShell;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * A service that somebody waits for, on a node that others keep full: redis in a critical pod, its client in a high one.
 * Both programs come from the node and are moved into the pods' control groups, since no image has them.
 */
final class Service {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String SOCKET = "/run/temper-lab/redis.sock";
  private static final int REQUESTS = 3_000;

  /** As the columns of {@code redis-benchmark --csv} follow each other. */
  private static final int P99 = 6;

  private static final int MOST = 7;

  private final NodeShell shell;
  private final String client;

  private Service(NodeShell shell, String client) {
    this.shell = shell;
    this.client = client;
  }

  /** Starts it, and those that keep the node full. */
  static Service start(Scene scene) {
    Kubectl kubectl = scene.cluster().kubectl();
    NodeShell shell = scene.cluster().node().shell();
    TierPod.create(kubectl, 0, 2);
    boolean running = Waiting.until(PATIENCE, () -> TierPod.running(kubectl).size() == 2);
    StepFailure.unless(
        running, "not all pods run: " + kubectl.run("get", "pods", "-A").output());
    Map<String, String> uids = TierPod.running(kubectl);
    String server = group(shell, uids.getOrDefault("pod-0", ""));
    shell
        .run(
            "echo $$ > " + server + "/cgroup.procs; exec setsid redis-server --port 0 --unixsocket "
                + SOCKET + " --save '' --daemonize yes > /run/temper-lab/redis.log 2>&1")
        .text();
    Load.apply(scene);
    return new Service(shell, group(shell, uids.getOrDefault("pod-1", "")));
  }

  /** The control group of the last container of a pod. */
  private static String group(NodeShell shell, String uid) {
    String found = shell
        .run("ls -d /sys/fs/cgroup/kubepods/*/pod" + uid + "/*/ | tail -n 1")
        .text();
    return found.replaceFirst("/$", "");
  }

  /** Asks it some thousand things. */
  Latency measure() {
    String line = shell
        .run("echo $$ > " + client + "/cgroup.procs; redis-benchmark -s " + SOCKET
            + " -t get -c 4 -n " + REQUESTS + " --csv | tail -n 1")
        .text();
    String[] columns = line.replace("\"", "").split(",", -1);
    StepFailure.unless(columns.length > MOST, "redis-benchmark said: " + line);
    return new Latency(
        Double.parseDouble(columns[1]),
        Double.parseDouble(columns[P99]),
        Double.parseDouble(columns[MOST]));
  }

  /** What ends it and what kept the node full, also if only a part of it was started. */
  static Runnable[] cleaners(Scene scene) {
    return new Runnable[] {
      () -> scene.cluster().node().shell().run("redis-cli -s " + SOCKET + " shutdown nosave"),
      () -> Load.delete(scene),
      () -> TierPod.deleteAll(scene.cluster().kubectl())
    };
  }

  /**
   * What its client saw.
   *
   * @param rate answers per second
   * @param p99 of their times, in ms
   * @param most the longest of them, in ms
   */
  record Latency(double rate, double p99, double most) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "p99 %.1f ms (max %.1f, %.0f/s)", p99, most, rate);
    }
  }
}
