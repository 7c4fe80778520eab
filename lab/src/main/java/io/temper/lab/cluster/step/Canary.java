package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A new version is tried on labelled nodes and then promoted, by the commands of the runbook. */
final class Canary implements Step {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @Override
  public String name() {
    return "canary";
  }

  @Override
  public String title() {
    return "canary upgrade and promotion";
  }

  /** Once the canary's agent takes over, once the stable one without the label, once the promoted one. */
  @Override
  public int attachments(StepForm form) {
    return 3;
  }

  @Override
  public Set<PageBlock> types() {
    return Set.of(PageBlock.CANARY, PageBlock.PROMOTION);
  }

  @Override
  public String run(Scene scene) {
    AgentImage image = scene.image();
    long start = System.nanoTime();
    scene.runbook().typeAll(PageBlock.CANARY);
    awaitOnly(scene, image.candidate());
    String canary = Times.seconds(Times.since(start));
    start = System.nanoTime();
    scene.runbook().type(PageBlock.PROMOTION);
    awaitOnly(scene, image.stable());
    scene.runbook().type(PageBlock.PROMOTION);
    scene.runbook().type(PageBlock.PROMOTION);
    awaitNoCanary(scene);
    awaitOnly(scene, image.candidate());
    return "canary enforces after " + canary + ", promoted version after "
        + Times.seconds(Times.since(start));
  }

  private static void awaitNoCanary(Scene scene) {
    boolean gone = Waiting.until(PATIENCE, () -> scene
        .cluster()
        .kubectl()
        .run("get", "daemonset", "temper-agent-canary", "-n", AgentView.NAMESPACE)
        .errors()
        .contains("NotFound"));
    StepFailure.unless(gone, "the canary's DaemonSet is still there");
  }

  /** Waits until one agent runs, of a version, and the kernel has its scheduler. */
  static void awaitOnly(Scene scene, String tag) {
    awaitPod(scene, tag);
    boolean enabled = scene.kernel().await(KernelView.ENABLED, PATIENCE);
    StepFailure.unless(
        enabled, "the agent of " + tag + " attached nothing: " + scene.agent().describe());
    scene.agent().awaitStatus("enforcing", PATIENCE);
  }

  /** Waits until one agent runs, of a version. */
  static void awaitPod(Scene scene, String tag) {
    boolean only = Waiting.until(PATIENCE, () -> isOnly(scene, tag));
    StepFailure.unless(
        only, "not one agent of " + tag + " alone: " + scene.agent().describe());
  }

  private static boolean isOnly(Scene scene, String tag) {
    JsonNode pods = scene
        .cluster()
        .kubectl()
        .get("pods", "-n", AgentView.NAMESPACE, "-l", AgentView.SELECTOR)
        .path("items");
    if (pods.size() != 1) {
      return false;
    }
    JsonNode container = pods.get(0).path("spec").path("containers").path(0);
    JsonNode status = pods.get(0).path("status").path("containerStatuses").path(0);
    return container.path("image").asString().endsWith(":" + tag)
        && status.path("state").has("running");
  }
}
