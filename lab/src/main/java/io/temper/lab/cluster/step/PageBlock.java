package io.temper.lab.cluster.step;

import io.temper.lab.cluster.page.KubernetesPage;
import io.temper.lab.cluster.page.KubernetesPage.Block;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The blocks of {@code docs/kubernetes.md} that steps type, in the order of the page. Each is found by its heading, and is
 * the first one below it that no constant above has. How each of its commands begins is said here, so that a command
 * which comes to the page or leaves it is noticed before a cluster is needed.
 */
enum PageBlock {
  EXPORT("Install", "export HELM_NAMESPACE="),
  LOOK(
      "First only look",
      "helm install",
      "kubectl -n temper rollout status",
      "kubectl get nodes",
      "kubectl -n temper exec"),
  PREFLIGHT(
      "Which nodes can enforce",
      "helm upgrade",
      "kubectl -n temper get pods",
      "kubectl -n temper logs",
      "helm upgrade"),
  ENFORCE("Enforce", "helm upgrade", "kubectl -n temper rollout status"),
  CRITICAL(
      "Give workloads their tiers",
      "kubectl label namespace temper",
      "kubectl apply",
      "kubectl create namespace shop",
      "kubectl label namespace shop",
      "kubectl -n shop apply"),
  RESTART("Configure the agents", "kubectl -n temper rollout restart"),
  CANARY("Upgrade", "helm upgrade", "kubectl label node", "kubectl -n temper rollout status"),
  PROMOTION("Upgrade", "kubectl label node", "helm upgrade", "kubectl -n temper rollout status"),
  STAND_DOWN("Roll back", "kubectl annotate node --all"),
  ROLL_BACK("Roll back", "helm rollback"),
  RELEASE("Roll back", "kubectl annotate node --all"),
  STATE("Platforms", "cat /sys/kernel/sched_ext/state"),
  SELECTION("Mixed fleets", "kubectl label node", "helm upgrade"),
  LEFT_OUT("Mixed fleets", "kubectl -n temper delete lease", "kubectl annotate node"),
  UNINSTALL(
      "Uninstall", "helm uninstall", "kubectl delete priorityclass", "kubectl delete namespace");

  private final String heading;

  @SuppressWarnings("ImmutableEnumChecker") // List.of() makes it so.
  private final List<String> beginnings;

  PageBlock(String heading, String... beginnings) {
    this.heading = heading;
    this.beginnings = List.of(beginnings);
  }

  /**
   * Finds it.
   *
   * @throws StepFailure if the page has it no more, or with other commands
   */
  Block in(KubernetesPage page) {
    long before = Stream.of(values())
        .filter(other -> other.heading.equals(heading) && other.compareTo(this) < 0)
        .count();
    Block block = page.blocks().stream()
        .filter(candidate -> candidate.heading().equals(heading))
        .skip(before)
        .findFirst()
        .orElseThrow(() -> new StepFailure("docs/kubernetes.md has under '" + heading + "' only "
            + before + " blocks for a cluster or a node, and the block " + this + " is not there"));
    StepFailure.unless(
        isMadeOf(block.commands()),
        "the block " + this + " of docs/kubernetes.md has the commands " + block.commands()
            + " and not those that the lab types: " + beginnings);
    return block;
  }

  private boolean isMadeOf(List<String> commands) {
    return commands.size() == beginnings.size()
        && IntStream.range(0, commands.size())
            .allMatch(i -> commands.get(i).startsWith(beginnings.get(i)));
  }
}
