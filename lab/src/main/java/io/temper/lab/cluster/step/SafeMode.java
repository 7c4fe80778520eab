package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * The kill switch, by the commands of the runbook, under load. Half of the times under the key that the source system
 * used, word by word; the others under ours. Meanwhile members leave and join the layers all the time.
 */
final class SafeMode implements Step {
  private static final List<String> KEYS =
      List.of("infera.io/safe-mode-requested", "temper.io/safe-mode-requested");
  private static final Duration DISABLED = Duration.ofMinutes(2);

  /**
   * An agent that cannot end its scheduler in time ends itself. After the release its container may then have to wait
   * for the longest pause of the kubelet, 5 minutes, and for the 5 minutes that the startup probe allows.
   */
  static final Duration ENABLED = Duration.ofMinutes(10);

  private static final Duration PROMISED = Duration.ofSeconds(1);
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(50);

  @Override
  public String name() {
    return "safe-mode";
  }

  @Override
  public String title() {
    return "safe mode by annotation, under load and reconfigurations";
  }

  @Override
  public int attachments(StepForm form) {
    return form.safeModes();
  }

  @Override
  public String run(Scene scene) {
    var seen = new Seen(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    String agent = Cleaning.after(
        () -> {
          Load.apply(scene);
          String before = scene.agent().container();
          Reconfigurations changes = Reconfigurations.start(scene, BETWEEN_CHANGES);
          switchOnAndOff(scene, changes, seen);
          String rate = String.format(
              Locale.ROOT, "; groups taken away or made %.1f/s all the time", changes.changes());
          String after = scene.agent().container();
          return rate + (after.equals(before) ? "" : "; " + after);
        },
        () -> Reconfigurations.stop(scene),
        () -> KEYS.forEach(
            key -> scene.cluster().kubectl().run("annotate", "node", "--all", key + "-")),
        () -> Load.delete(scene));
    Duration worst = seen.afterCommand.stream().max(Duration::compareTo).orElseThrow();
    StepFailure.unless(
        worst.compareTo(PROMISED) <= 0, "safe mode took longer than a second: " + seen + agent);
    return seen + agent;
  }

  private static void switchOnAndOff(Scene scene, Reconfigurations changes, Seen seen) {
    try {
      repeat(scene, changes, seen);
    } catch (StepFailure e) {
      throw new StepFailure(e.getMessage() + "; until then " + seen);
    }
  }

  private static void repeat(Scene scene, Reconfigurations changes, Seen seen) {
    for (int i = 0; i < scene.form().safeModes(); i++) {
      String key = KEYS.get(i % KEYS.size());
      double rate = changes.rate();
      StepFailure.unless(rate > 0, "no generation in the seconds before safe mode");
      seen.generations.add(rate);
      Change off = change(scene, key + "=true", KernelView.DISABLED, DISABLED);
      seen.disabled.add(off.whole);
      seen.afterCommand.add(off.afterCommand);
      seen.enabled.add(change(scene, key + "-", KernelView.ENABLED, ENABLED).whole);
    }
  }

  /** Generations a second before it; from the start of kubectl to either state, and from its end to the first. */
  private record Seen(
      List<Double> generations,
      List<Duration> disabled,
      List<Duration> afterCommand,
      List<Duration> enabled) {
    @Override
    public String toString() {
      return "generations " + Times.rates(generations) + "; kubectl started → disabled "
          + Times.spread(disabled) + "; kubectl ended → disabled " + Times.spread(afterCommand)
          + "; released → enabled " + Times.spread(enabled);
    }
  }

  private record Change(Duration whole, Duration afterCommand) {}

  private static Change change(Scene scene, String annotation, String state, Duration patience) {
    Kubectl kubectl = scene.cluster().kubectl();
    KernelView kernel = scene.kernel();
    var seen = CompletableFuture.supplyAsync(() -> {
      boolean done = kernel.await(state, patience);
      return done ? System.nanoTime() : 0L;
    });
    long start = System.nanoTime();
    kubectl.run("annotate", "node", "--all", annotation).text();
    long ended = System.nanoTime();
    long at = seen.join();
    StepFailure.unless(
        at != 0,
        "the kernel did not say " + state + " within " + patience.toMinutes() + " minutes of "
            + annotation + "; " + scene.agent().container());
    return new Change(Duration.ofNanos(at - start), Duration.ofNanos(Math.max(0, at - ended)));
  }
}
