package io.temper.lab.cluster.step;

import java.util.Set;

/** Agents begin anew, for what counts from their next start on. */
final class Restart implements Step {
  @Override
  public String name() {
    return "restart";
  }

  @Override
  public String title() {
    return "agents restarted";
  }

  @Override
  public int attachments(StepForm form) {
    return 1;
  }

  @Override
  public Set<PageBlock> types() {
    return Set.of(PageBlock.RESTART);
  }

  @Override
  public String run(Scene scene) {
    String before = scene.agent().uid();
    long start = System.nanoTime();
    scene.runbook().typeAll(PageBlock.RESTART);
    scene.agent().awaitRollout();
    Canary.awaitOnly(scene, scene.image().stable());
    StepFailure.unless(
        !scene.agent().uid().equals(before), "the agent before still runs: " + before);
    return "another agent enforces " + Times.seconds(Times.since(start)) + " after the command";
  }
}
