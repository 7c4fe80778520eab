package io.temper.lab.cluster.step;

import java.time.Duration;

/** The documented first step: install without enforcing. */
final class Install implements Step {
  static final Duration PATIENCE = Duration.ofMinutes(3);

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
  public String run(Scene scene) {
    long start = System.nanoTime();
    Release.install(
        scene,
        "agent.image.repository=" + scene.image().repository(),
        "agent.image.tag=" + scene.image().stable(),
        "agent.image.pullPolicy=Never",
        "enforce=false");
    scene.agent().awaitStatus("observing", PATIENCE);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    String state = scene.kernel().state();
    StepFailure.unless(
        state.equals(KernelView.DISABLED), "an agent that observes made the kernel say " + state);
    return "observing " + Times.seconds(took) + " after helm install; kernel " + state;
  }
}
