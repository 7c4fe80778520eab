package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.NodeShell;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pods come, change their tier and go for a long time. None is left over in the kernel, no scheduler is ejected, and
 * neither the agent nor the kernel grows.
 */
final class LongChurn implements Step {
  /** Two a second, or as many as the node can start: none is made before those of the turn before run. */
  private static final int BATCH = 4;

  private static final String EJECTS = "temper_ejects_total";
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final int ROUNDS_PER_LOOK = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String CONFIG = "helm upgrade temper deploy/helm/temper --reuse-values ";

  @Override
  public String name() {
    return "long-churn";
  }

  @Override
  public String title() {
    return "pods come, change their tier and go for a long time";
  }

  @Override
  public int attachments(StepForm form) {
    return 0;
  }

  @Override
  public String run(Scene scene) {
    Kubectl kubectl = scene.cluster().kubectl();
    return Cleaning.after(
        () -> {
          scene
              .runbook()
              .typeOwn(CONFIG + "--set-string agent.config='[tiers]\nhonour_annotation = true'");
          awaitTierByAnnotation(scene);
          return churn(scene);
        },
        () -> TierPod.deleteAll(kubectl),
        () -> scene.runbook().typeOwn(CONFIG + "--set-string agent.config="));
  }

  /** The agent reads its configuration anew within about two minutes. */
  private static void awaitTierByAnnotation(Scene scene) {
    Kubectl kubectl = scene.cluster().kubectl();
    int before = pods(scene, "low");
    kubectl.apply(TierPod.annotated(0, "normal", "low"));
    boolean counted = Waiting.until(PATIENCE, () -> pods(scene, "low") == before + 1);
    StepFailure.unless(
        counted,
        "no tier by annotation after a change of agent.config: " + scene.agent().annotations());
    TierPod.deleteAll(kubectl);
  }

  private static int pods(Scene scene, String tier) {
    return Integer.parseInt(scene.agent().annotations().getOrDefault("pods-" + tier, "0"));
  }

  private static String churn(Scene scene) {
    NodeShell shell = scene.cluster().node().shell();
    AgentMetrics metrics = scene.agent().metrics(shell);
    AgentMetrics.Look before = metrics.look();
    List<MemoryUse> memory = new ArrayList<>();
    long start = System.nanoTime();
    int next = 0;
    while (Times.since(start).compareTo(scene.form().churn()) < 0) {
      memory.add(MemoryUse.read(shell, AgentDeath.process(scene)));
      next = rounds(scene.cluster().kubectl(), next);
      requireNoEject(scene, before, metrics.look());
    }
    memory.add(MemoryUse.read(shell, AgentDeath.process(scene)));
    Duration took = Times.since(start);
    TierPod.deleteAll(scene.cluster().kubectl());
    boolean clean = Waiting.until(PATIENCE, () -> PodChurn.orphans(shell).isEmpty());
    StepFailure.unless(clean, "memberships of groups that are gone: " + PodChurn.orphans(shell));
    AgentMetrics.Look after = metrics.look();
    requireNoEject(scene, before, after);
    MemoryUse growth = MemoryUse.growth(memory);
    String figures = figures(next, took, before, after) + "; " + growth;
    if (scene.form() == StepForm.SHORT) {
      return figures + "; NOT JUDGED in so short a time: memory";
    }
    StepFailure.unless(growth.isFlat(), "memory grows: " + figures);
    return figures;
  }

  /** At each look, while the agent's log still begins with what led to it. */
  private static void requireNoEject(Scene scene, AgentMetrics.Look before, AgentMetrics.Look now) {
    double ejects = now.sum(EJECTS, "") - before.sum(EJECTS, "");
    if (ejects != 0) {
      throw new StepFailure((int) ejects + " ejects: " + now.seriesOf(EJECTS) + "; "
          + scene.agent().describe());
    }
  }

  /** Some rounds, of which each makes pods, moves those of the one before, and deletes the ones before that. */
  private static int rounds(Kubectl kubectl, int first) {
    int next = first;
    for (int i = 0; i < ROUNDS_PER_LOOK; i++) {
      long round = System.nanoTime();
      int last = next;
      boolean run = Waiting.until(PATIENCE, () -> run(kubectl, last - BATCH, last));
      StepFailure.unless(
          run, "pods do not start: " + kubectl.run("get", "pods", "-A").output());
      TierPod.turnOver(kubectl, next, BATCH);
      next += BATCH;
      Duration left = ROUND.minus(Times.since(round));
      if (!left.isNegative()) {
        Waiting.pause(left);
      }
    }
    return next;
  }

  private static boolean run(Kubectl kubectl, int from, int to) {
    Set<String> running = TierPod.running(kubectl).keySet();
    return IntStream.range(Math.max(0, from), to)
        .mapToObj(TierPod::name)
        .allMatch(running::contains);
  }

  private static String figures(
      int pods, Duration took, AgentMetrics.Look before, AgentMetrics.Look after) {
    String write = "write=\"annotations\"";
    double writes = after.sum("temper_apiserver_writes_total", write)
        - before.sum("temper_apiserver_writes_total", write);
    return String.format(
        Locale.ROOT,
        "%d pods in %s (%.1f/s), %d tiers changed, no eject, no membership left over; %d generations,"
            + " %.0f writes of annotations",
        pods,
        Times.seconds(took),
        1e9 * pods / took.toNanos(),
        Math.max(0, pods - BATCH),
        after.generation() - before.generation(),
        writes);
  }
}
