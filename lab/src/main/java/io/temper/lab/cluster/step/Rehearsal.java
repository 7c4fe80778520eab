package io.temper.lab.cluster.step;

import io.temper.lab.LabException;
import io.temper.lab.cluster.Cluster;
import io.temper.lab.host.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All steps on one cluster, in the order of an operator's life with it. Each begins where the one before ended, so
 * after one that failed the others may fail for it; they are run all the same, since what they show still counts. A step
 * about an agent that enforces is not begun without one.
 */
public final class Rehearsal {
  private static final List<Step> STEPS = List.of(
      new Install(),
      new Enforce(),
      new Tiers(),
      new PodChurn(),
      new SafeMode(),
      new AgentDeath(),
      new ApiServerAway(),
      new KubeletRestart(),
      new Canary(),
      new Rollback(),
      new Uninstall());

  private Rehearsal() {}

  /**
   * Checks words that choose steps.
   *
   * @param names as given; empty for all steps
   * @throws LabException if one is no step; the message lists them
   */
  public static void requireNames(List<String> names) {
    List<String> known = STEPS.stream().map(Step::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new LabException(
            "'" + name + "' is no step of the rehearsal: " + String.join(", ", known));
      }
    }
  }

  /**
   * Runs steps.
   *
   * @param cluster one whose node is ready, and has the agent's image
   * @param chart the folder of the Helm chart
   * @param form how much of everything
   * @param names the steps; empty for all. Those that are left out are told as skipped
   * @param progress where each outcome is told as soon as it is known
   * @return what became of each, in their order
   */
  public static List<StepOutcome> run(
      Cluster cluster, Path chart, StepForm form, List<String> names, Progress progress) {
    AgentImage image = AgentImage.tag(cluster.node().shell());
    var scene = new Scene(cluster, chart, image, form, progress);
    List<StepOutcome> outcomes = new ArrayList<>();
    for (Step step : STEPS) {
      progress.say(step.title() + " ...");
      StepOutcome outcome = names.isEmpty() || names.contains(step.name())
          ? StepRun.of(step, scene).outcome()
          : new StepOutcome(step.title(), StepOutcome.Kind.SKIPPED, "not asked for", Duration.ZERO);
      progress.say(step.title() + ": " + outcome.kind() + ": " + outcome.figures());
      outcomes.add(outcome);
    }
    return outcomes;
  }
}
