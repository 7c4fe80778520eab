package io.temper.lab.cluster.step;

import io.temper.lab.LabException;
import io.temper.lab.cluster.Cluster;
import io.temper.lab.cluster.ClusterNode;
import io.temper.lab.cluster.Terminal;
import io.temper.lab.cluster.page.KubernetesPage;
import io.temper.lab.host.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All steps on one cluster, in the order of an operator's life with it. Each begins where the one before ended, so
 * after one that failed the others may fail for it; they are run all the same, since what they show still counts. A step
 * about an agent that enforces is not begun without one.
 */
public final class Rehearsal {
  private static final List<Step> STEPS = List.of(
      new Install(),
      new Preflight(),
      new Enforce(),
      new Tiers(),
      new CriticalNamespaces(),
      new Restart(),
      new PodChurn(),
      new LongChurn(),
      new SafeMode(),
      new AgentDeath(),
      new ApiServerAway(),
      new KubeletRestart(),
      new Canary(),
      new Rollback(),
      new MixedFleet(),
      new Uninstall());

  private Rehearsal() {}

  /** The steps in their order. */
  static List<Step> steps() {
    return STEPS;
  }

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
   * @param tree where commands are typed: the root of the source tree, or a folder that has of it what they name
   * @param form how much of everything
   * @param names the steps; empty for all. Those that are left out are told as skipped
   * @param progress where each outcome is told as soon as it is known
   * @return what became of each, in their order
   */
  public static List<StepOutcome> run(
      Cluster cluster, Path tree, StepForm form, List<String> names, Progress progress) {
    AgentImage image = AgentImage.of(tree.resolve("deploy/helm/temper"));
    image.tag(cluster.node().shell());
    Runbook runbook = runbook(cluster, tree, image);
    // In the terminal it counts for whatever is typed later, also where only some steps are asked
    // for.
    runbook.typeAll(PageBlock.EXPORT);
    var scene = new Scene(cluster, runbook, image, form, progress);
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

  /** With the variables that the page's commands have. */
  private static Runbook runbook(Cluster cluster, Path tree, AgentImage image) {
    Terminal terminal = cluster.terminal(
        tree,
        Map.of(
            "NEW_TAG", image.candidate(),
            "CANARY_NODE", ClusterNode.NAME,
            "NODE", ClusterNode.NAME,
            "OTHER_NODE", MixedFleet.OTHER_NODE));
    return new Runbook(
        KubernetesPage.read(tree),
        (place, command) -> switch (place) {
          case CLUSTER -> terminal.type(command);
          case NODE -> cluster.node().shell().run(command);
        },
        () -> new AgentView(cluster.kubectl()).describe());
  }
}
