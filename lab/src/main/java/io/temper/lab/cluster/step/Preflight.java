package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Which nodes can enforce, asked of them by a DaemonSet, and of the node itself. */
final class Preflight implements Step {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String SELECTOR = "app.kubernetes.io/component=preflight";

  @Override
  public String name() {
    return "preflight";
  }

  @Override
  public String title() {
    return "preflight: which nodes can enforce";
  }

  @Override
  public int attachments(StepForm form) {
    return 0;
  }

  @Override
  public boolean beginsEnforcing() {
    return false;
  }

  @Override
  public Set<PageBlock> types() {
    return Set.of(PageBlock.PREFLIGHT, PageBlock.STATE);
  }

  @Override
  public String run(Scene scene) {
    Runbook runbook = scene.runbook();
    Kubectl kubectl = scene.cluster().kubectl();
    long start = System.nanoTime();
    runbook.type(PageBlock.PREFLIGHT);
    boolean answered = Waiting.until(PATIENCE, () -> answered(pods(kubectl)));
    String took = Times.seconds(Times.since(start));
    String pods = runbook.type(PageBlock.PREFLIGHT);
    String log = runbook.type(PageBlock.PREFLIGHT);
    // Before the answer is judged: a pod that says no would keep the steps after this one waiting.
    runbook.type(PageBlock.PREFLIGHT);
    StepFailure.unless(answered, "no answer:\n" + pods + log);
    StepFailure.unless(pods.contains(" Running "), "the node cannot enforce:\n" + pods + log);
    StepFailure.unless(log.contains("kernel-version"), "this is no answer of doctor: " + log);
    // Its pod counts among those of the release.
    boolean gone = Waiting.until(PATIENCE, () -> pods(kubectl).isEmpty());
    StepFailure.unless(gone, "it does not end: " + pods(kubectl));
    String state = runbook.type(PageBlock.STATE).strip();
    StepFailure.unless(state.equals(KernelView.DISABLED), "the kernel says " + state);
    return "yes, " + took + " after helm upgrade; gone again; kernel " + state;
  }

  private static JsonNode pods(Kubectl kubectl) {
    return kubectl.get("pods", "-n", AgentView.NAMESPACE, "-l", SELECTOR).path("items");
  }

  /** One that runs says yes; one whose first container ended otherwise says no. */
  static boolean answered(JsonNode pods) {
    if (pods.size() != 1) {
      return false;
    }
    JsonNode status = pods.path(0).path("status");
    JsonNode doctor = status.path("initContainerStatuses").path(0);
    boolean failed = doctor.path("restartCount").asInt(0) > 0
        || doctor.path("state").path("terminated").path("exitCode").asInt(0) != 0;
    return failed || status.path("phase").asString("").equals("Running");
  }
}
