package io.temper.lab.cluster.step;

import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documented first step: install without enforcing. */
final class Install implements Step {
  static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String OBSERVING = "observing";

  /** What {@code temper status} ends with then. */
  private static final int NOTHING_IS_ENFORCED = 1;

  @Override
  public String name() {
    return "install";
  }

  @Override
  public String title() {
    return "install by Helm, observing";
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
    return Set.of(PageBlock.EXPORT, PageBlock.LOOK);
  }

  @Override
  public String run(Scene scene) {
    Runbook runbook = scene.runbook();
    long start = System.nanoTime();
    runbook.type(PageBlock.LOOK);
    runbook.type(PageBlock.LOOK);
    String ready = Times.seconds(Times.since(start));
    scene.agent().awaitStatus(OBSERVING, PATIENCE);
    String took = Times.seconds(Times.since(start));
    String nodes = runbook.type(PageBlock.LOOK);
    StepFailure.unless(nodes.contains(OBSERVING), "the table of nodes does not say so: " + nodes);
    String status = runbook.type(PageBlock.LOOK, NOTHING_IS_ENFORCED);
    StepFailure.unless(
        state(status).equals(OBSERVING), "'temper status' in the pod does not say so: " + status);
    String kernel = scene.kernel().state();
    StepFailure.unless(
        kernel.equals(KernelView.DISABLED), "an agent that observes made the kernel say " + kernel);
    return "rolled out " + ready + " and observing " + took + " after helm install; kernel "
        + kernel;
  }

  private static String state(String status) {
    JsonNode root = JsonMapper.shared().readTree(status);
    return root.path("state").path("name").asString("");
  }
}
