package io.temper.lab.cluster.step;

import java.util.Set;

/** From observing to enforcing, by one value of the chart. */
final class Enforce implements Step {
  @Override
  public String name() {
    return "enforce";
  }

  @Override
  public String title() {
    return "enforce";
  }

  @Override
  public int attachments(StepForm form) {
    return 1;
  }

  @Override
  public boolean beginsEnforcing() {
    return false;
  }

  @Override
  public Set<PageBlock> types() {
    return Set.of(PageBlock.ENFORCE);
  }

  @Override
  public String run(Scene scene) {
    long start = System.nanoTime();
    scene.runbook().type(PageBlock.ENFORCE);
    boolean enabled = scene.kernel().await(KernelView.ENABLED, Install.PATIENCE);
    StepFailure.unless(enabled, "no scheduler is attached: " + scene.agent().describe());
    String took = Times.seconds(Times.since(start));
    scene.runbook().type(PageBlock.ENFORCE);
    String rolledOut = Times.seconds(Times.since(start));
    scene.agent().awaitStatus("enforcing", Install.PATIENCE);
    return "kernel enabled (" + scene.kernel().scheduler() + ") " + took
        + " after helm upgrade, rolled out " + rolledOut + " after it";
  }
}
