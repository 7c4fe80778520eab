package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.NodeShell;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Members that leave their layer and join it again and again: the control groups of pods are taken away and
 * made anew. These pods wait for a volume that never comes, so that their groups are there and empty.
 */
final class Reconfigurations {
  private static final int PODS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final String LABEL = "lab=waiting-pod";
  private static final String FOLDER = "/run/temper-lab";

  private final Scene scene;
  private final NodeShell shell;

  private Reconfigurations(Scene scene) {
    this.scene = scene;
    this.shell = scene.cluster().node().shell();
  }

  /**
   * Makes the pods, and begins.
   *
   * @param period one change in so long
   */
  static Reconfigurations start(Scene scene, Duration period) {
    Kubectl kubectl = scene.cluster().kubectl();
    kubectl.apply(IntStream.range(0, PODS)
        .mapToObj(Reconfigurations::manifest)
        .collect(Collectors.joining("---\n")));
    var started = new Reconfigurations(scene);
    boolean made = Waiting.until(PATIENCE, () -> started.groups().size() == PODS);
    StepFailure.unless(
        made,
        "the kubelet made not all groups: " + started.groups() + "\n"
            + kubectl.run("get", "pods", "-A").output());
    started.drive(period);
    return started;
  }

  private static String manifest(int number) {
    return String.format(Locale.ROOT, """
        apiVersion: v1
        kind: Pod
        metadata: {name: waiting-%d, namespace: default, labels: {lab: waiting-pod}}
        spec:
          priorityClassName: temper-background
          terminationGracePeriodSeconds: 0
          automountServiceAccountToken: false
          enableServiceLinks: false
          hostNetwork: true
          containers:
          - name: main
            image: temper.invalid/lab:1
            imagePullPolicy: Never
            command: [/bin/sleep, '2147483647']
            resources: {requests: {cpu: 1m}}
            # The kubelet waits for volumes that a container mounts, for no others.
            volumeMounts: [{name: never, mountPath: /never}]
          volumes:
          - name: never
            configMap: {name: never}
        """, number);
  }

  /** Their control groups, which hold nobody. */
  private List<String> groups() {
    return scene
        .cluster()
        .kubectl()
        .run("get", "pods", "-l", LABEL, "-o", "jsonpath={.items[*].metadata.uid}")
        .text()
        .lines()
        .flatMap(line -> List.of(line.split(" ", -1)).stream())
        .filter(uid -> !uid.isEmpty())
        .flatMap(uid -> shell
            .run("ls -d /sys/fs/cgroup/kubepods/*/pod" + uid + " 2> /dev/null; true")
            .text()
            .lines())
        .toList();
  }

  /** As the kubelet, who makes and removes such groups, it is always served. */
  private void drive(Duration period) {
    shell
        .run("rm -f " + FOLDER + "/reconfigure.*; "
            + "(echo $BASHPID > /sys/fs/cgroup/system.slice/kubelet.service/cgroup.procs; "
            + "exec setsid bash /payload/node/reconfigure.sh " + FOLDER + " " + period.toMillis()
            + " "
            + String.join(" ", groups()) + " > " + FOLDER
            + "/reconfigure.log 2>&1 < /dev/null) & sleep 1")
        .text();
  }

  /**
   * Counts the generations of some seconds.
   *
   * @return how many there were a second
   */
  double rate() {
    AgentMetrics metrics = scene.agent().metrics(shell);
    AgentMetrics.Look before = metrics.look();
    Waiting.pause(WINDOW);
    return metrics.look().rateSince(before);
  }

  /** Ends them. Nothing happens if they have ended. */
  static void stop(Scene scene) {
    scene
        .cluster()
        .node()
        .shell()
        .run("touch " + FOLDER + "/reconfigure.stop; for i in $(seq 100); do grep -q '^changes' "
            + FOLDER + "/reconfigure.log && break; sleep 0.1; done");
    scene
        .cluster()
        .kubectl()
        .run("delete", "pods", "-l", LABEL, "--wait=true", "--timeout=180s")
        .text();
  }

  /** Ends them, and says how many changes of control groups there were a second. */
  double changes() {
    stop(scene);
    return changes(shell.run("cat " + FOLDER + "/reconfigure.log").text());
  }

  static double changes(String log) {
    String last = log.substring(log.lastIndexOf('\n') + 1);
    StepFailure.unless(
        last.matches("changes \\d+ in [1-9]\\d*"), "nobody moved control groups: " + log);
    String[] words = last.split(" ", -1);
    return 1e6 * Long.parseLong(words[1]) / Long.parseLong(words[3]);
  }
}
