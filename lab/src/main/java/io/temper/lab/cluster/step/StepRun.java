package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * One step being run: that it may begin, what it shows, and how often the scheduler was attached meanwhile.
 *
 * @param title of the step
 * @param expected how often the scheduler is to be attached
 * @param obstacle why it cannot begin; empty if it can
 * @param attachments how often the scheduler was attached since the node booted
 * @param work does it and looks, and returns figures
 * @param untyped what it was to type of the page and has not typed
 */
record StepRun(
    String title,
    int expected,
    Supplier<String> obstacle,
    IntSupplier attachments,
    Supplier<String> work,
    Supplier<List<String>> untyped) {
  /** A container that failed may have to wait so long for its next start. */
  private static final Duration READY = Duration.ofMinutes(5);

  static StepRun of(Step step, Scene scene) {
    return new StepRun(
        step.title(),
        step.attachments(scene.form()),
        () -> step.beginsEnforcing() ? obstacle(scene) : "",
        () -> scene.kernel().attachments(),
        () -> step.run(scene),
        () -> scene.runbook().untyped(step.types()));
  }

  private static String obstacle(Scene scene) {
    boolean ready = Waiting.until(READY, () -> scene.agent().ready())
        && scene.kernel().await(KernelView.ENABLED, READY);
    return ready
        ? ""
        : "the kernel says " + scene.kernel().state() + ", the agent's pod is "
            + (scene.agent().ready() ? "" : "not ") + "ready; " + scene.agent().container();
  }

  /** Runs it. Whatever it throws, the other steps are still worth running. */
  StepOutcome outcome() {
    long start = System.nanoTime();
    try {
      String before = obstacle.get();
      StepFailure.unless(before.isEmpty(), "not begun: " + before);
      return outcome(StepOutcome.Kind.PASSED, figures(), start);
    } catch (RuntimeException e) {
      return outcome(StepOutcome.Kind.FAILED, message(e), start);
    }
  }

  private String figures() {
    int before = attachments.getAsInt();
    String figures = work.get();
    int attached = attachments.getAsInt() - before;
    List<String> left = untyped.get();
    StepFailure.unless(
        left.isEmpty(),
        "nobody typed " + left + " of docs/kubernetes.md; otherwise as promised: " + figures);
    StepFailure.unless(
        attached == expected,
        "the scheduler was attached " + attached + " times and not " + expected
            + "; otherwise as promised: " + figures);
    return figures;
  }

  private static String message(RuntimeException failure) {
    var message = new StringBuilder(String.valueOf(failure.getMessage()));
    for (Throwable later : failure.getSuppressed()) {
      message.append("; and then, cleaning up: ").append(later.getMessage());
    }
    return message.toString();
  }

  private StepOutcome outcome(StepOutcome.Kind kind, String figures, long start) {
    return new StepOutcome(title, kind, figures, Times.since(start));
  }
}
