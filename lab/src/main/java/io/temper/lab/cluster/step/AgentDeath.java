package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.time.Duration;

/**
 * The agent is killed. The kernel takes over at once; the kubelet starts another container. What keeps the node full is
 * away while that one starts: how long a start takes on a full node is not what is asked here.
 */
final class AgentDeath implements Step {
  private static final Duration STOCK = Duration.ofSeconds(5);

  /** The startup probe allows 300 s, and before comes the kubelet's first pause. */
  static final Duration BACK = Duration.ofMinutes(6);

  @Override
  public String name() {
    return "agent-death";
  }

  @Override
  public String title() {
    return "agent killed (SIGKILL)";
  }

  @Override
  public int attachments(StepForm form) {
    return 1;
  }

  @Override
  public String run(Scene scene) {
    return Cleaning.after(() -> kill(scene, Service.start(scene)), Service.cleaners(scene));
  }

  private static String kill(Scene scene, Service service) {
    NodeShell shell = scene.cluster().node().shell();
    Service.Latency before = service.measure();
    String process = process(scene);
    long start = System.nanoTime();
    shell.run("kill -9 " + process).text();
    boolean stock = scene.kernel().await(KernelView.DISABLED, STOCK);
    String gone = Times.seconds(Times.since(start));
    StepFailure.unless(stock, "5 s after the agent's death its scheduler was still attached");
    Service.Latency during = service.measure();
    String meanwhile = scene.kernel().state();
    Load.delete(scene);
    boolean back = scene.kernel().await(KernelView.ENABLED, BACK);
    StepFailure.unless(back, "no agent came back: " + scene.agent().describe());
    String again = Times.seconds(Times.since(start));
    scene.agent().awaitStatus("enforcing", BACK);
    Load.apply(scene);
    Service.Latency after = service.measure();
    return "stock scheduler within " + gone + ", attached again after " + again
        + "; a critical service on a full node: before " + before + ", during " + during
        + (meanwhile.equals(KernelView.DISABLED) ? "" : " (its end was attached again)")
        + ", after "
        + after;
  }

  /** The agent's process as the node sees it: all that its pod has but the one that holds the namespaces. */
  static String process(Scene scene) {
    String found = scene
        .cluster()
        .node()
        .shell()
        .run("for p in $(cat /sys/fs/cgroup/kubepods/*/pod" + scene.agent().uid()
            + "/*/cgroup.procs); do" + " grep -qx sleep /proc/$p/comm || echo $p; done")
        .text();
    StepFailure.unless(
        found.matches("\\d+"), "the pod has the processes '" + found + "' and not one");
    return found;
  }
}
