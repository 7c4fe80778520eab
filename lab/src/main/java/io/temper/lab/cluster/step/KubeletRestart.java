package io.temper.lab.cluster.step;

import io.temper.lab.cluster.ClusterNode;
import io.temper.lab.cluster.NodeShell;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The kubelet is killed and started again. Containers go on, and so does the scheduler. */
final class KubeletRestart implements Step {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "kubelet";
  }

  @Override
  public String title() {
    return "kubelet restarted";
  }

  @Override
  public int attachments(StepForm form) {
    return 0;
  }

  @Override
  public String run(Scene scene) {
    NodeShell shell = scene.cluster().node().shell();
    String pod = scene.agent().pod();
    String before = heartbeat(scene);
    long start = System.nanoTime();
    shell
        .run("kill -9 $(cat /sys/fs/cgroup/system.slice/kubelet.service/cgroup.procs)")
        .text();
    String dead = scene.kernel().state();
    shell.run("bash /payload/node/kubelet.sh").text();
    boolean back = Waiting.until(PATIENCE, () -> !heartbeat(scene).equals(before) && ready(scene));
    StepFailure.unless(
        back,
        "the kubelet did not come back: "
            + shell.run("tail -n 20 /run/temper-lab/kubelet.log").output());
    StepFailure.unless(
        dead.equals(KernelView.ENABLED), "without a kubelet the kernel said " + dead);
    StepFailure.unless(
        pod.equals(scene.agent().pod()),
        "the agent's pod was replaced: " + scene.agent().describe());
    return "node Ready again after " + Times.seconds(Times.since(start)) + "; kernel " + dead
        + " meanwhile; same agent";
  }

  private static JsonNode condition(Scene scene) {
    for (JsonNode condition :
        scene.cluster().kubectl().get("node", ClusterNode.NAME).path("status").path("conditions")) {
      if (condition.path("type").asString().equals("Ready")) {
        return condition;
      }
    }
    throw new StepFailure("the node has no condition Ready");
  }

  private static String heartbeat(Scene scene) {
    return condition(scene).path("lastHeartbeatTime").asString();
  }

  private static boolean ready(Scene scene) {
    return condition(scene).path("status").asString().equals("True");
  }
}
