package io.temper.lab.cluster.step;

import java.util.Set;

/**
 * The runbook of the rollback: enforcement stops first, everywhere, and the software is rolled back at leisure. The
 * revision before is that of the canary: the stable version but on nodes with the label, of which none is left.
 */
final class Rollback implements Step {
  private static final String KEY = "temper.io/safe-mode-requested";

  @Override
  public String name() {
    return "rollback";
  }

  @Override
  public String title() {
    return "rollback runbook: safe mode, helm rollback, release";
  }

  @Override
  public int attachments(StepForm form) {
    return 1;
  }

  @Override
  public Set<PageBlock> types() {
    return Set.of(PageBlock.STAND_DOWN, PageBlock.ROLL_BACK, PageBlock.RELEASE);
  }

  @Override
  public String run(Scene scene) {
    return Cleaning.after(
        () -> rollBack(scene),
        // Also of a step that failed: the steps after it are not about safe mode.
        () -> scene.cluster().kubectl().run("annotate", "node", "--all", KEY + "-"));
  }

  private static String rollBack(Scene scene) {
    long start = System.nanoTime();
    scene.runbook().typeAll(PageBlock.STAND_DOWN);
    boolean disabled = scene.kernel().await(KernelView.DISABLED, Install.PATIENCE);
    StepFailure.unless(disabled, "safe mode did not stop enforcement");
    String stopped = Times.seconds(Times.since(start));
    awaitVersion(scene);
    StepFailure.unless(
        scene.kernel().state().equals(KernelView.DISABLED),
        "the version that was rolled back to attached a scheduler in safe mode");
    long release = System.nanoTime();
    scene.runbook().typeAll(PageBlock.RELEASE);
    Canary.awaitOnly(scene, scene.image().stable());
    return "enforcement stopped after " + stopped
        + "; stable version back and in safe mode; enforcing " + Times.seconds(Times.since(release))
        + " after the release";
  }

  /** The agent before has said the same of itself; what is taken away only the new one says again. */
  private static void awaitVersion(Scene scene) {
    scene.agent().awaitStatus("safe-mode", Install.PATIENCE);
    scene.agent().forgetStatus();
    scene.runbook().typeAll(PageBlock.ROLL_BACK);
    Canary.awaitPod(scene, scene.image().stable());
    scene.agent().awaitStatus("safe-mode", Install.PATIENCE);
  }
}
