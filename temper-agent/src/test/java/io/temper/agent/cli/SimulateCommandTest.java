package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What-if questions end to end; the charts of {@code ChartExamplesTest} show how they read. */
class SimulateCommandTest {
  private static final String PODS = PlanAndExplainTest.PODS;

  @TempDir
  private Path dir;

  @Test
  void simulate_nothingSupposed_changesNothing() {
    var run = CommandRun.of("simulate", "-f", PODS, "-t", "4c8t");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Node node-1, 2 pods\nNothing changes.", "Node node-2");
  }

  @Test
  void simulate_addedPodWithoutANode_goesToTheNodeThatIsNamed() throws IOException {
    var more = podFile("extra", "");
    var run =
        CommandRun.of("simulate", "-f", PODS, "-t", "4c8t", "--add", more, "--node", "node-2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("Node node-2, 1 pod → 2 pods", "shop/extra joins layer critical.")
        .doesNotContain("Node node-1");
  }

  @Test
  void simulate_addedPodWithoutANode_needsOneToBeNamed() throws IOException {
    var run = CommandRun.of("simulate", "-f", PODS, "-t", "4c8t", "--add", podFile("extra", ""));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("temper: --add: pod shop/extra names no node (spec.nodeName): choose one with"
            + " --node; its nodes are node-1, node-2\n");
  }

  /** Nothing would change on the node that is looked at, which would be no answer. */
  @Test
  void simulate_changesOfANodeThatIsNotLookedAt_areRefused() throws IOException {
    var more = podFile("extra", "\"nodeName\": \"node-2\", ");
    var changes = Map.of("--add", more, "--remove", "shop/web", "--scale", "shop/web=3");
    changes.forEach((option, value) -> {
      var other = option.equals("--add") ? "node-1" : "node-2";
      var run = CommandRun.of("simulate", "-f", PODS, "-t", "4c8t", "-n", other, option, value);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .startsWith("temper: " + option + ": shop/")
          .endsWith(
              ", and --node looks at " + other + " only; name that node, or leave --node out\n");
    });
  }

  @Test
  void simulate_addedPodOnANewNode_isSimulatedThere() throws IOException {
    var more = podFile("extra", "\"nodeName\": \"node-3\", ");
    var run = CommandRun.of("simulate", "-f", PODS, "-t", "4c8t", "--add", more);

    assertThat(run.out()).contains("Node node-3, 0 pods → 1 pod", "Layer critical is new");
  }

  @Test
  void simulate_addedListOfWhichNobodyComes_isRefused() throws IOException {
    var deployment = dir.resolve("deployment.yaml");
    Files.writeString(deployment, "kind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n");
    var run = CommandRun.of("simulate", "-f", PODS, "-t", "4c8t", "--add", deployment.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("temper: --add: " + deployment
            + " has no pod that comes, only 1 Deployment; give pods");
  }

  @Test
  void simulate_otherMachineThatIsNone_namesItsOption() {
    var run = CommandRun.of("simulate", "-f", PODS, "-t", "4c8t", "--on", "laptop");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("temper: --on: ").doesNotContain("--topology");
  }

  /** It is of another class then, and so of another tier. */
  @Test
  void simulate_podWithoutARequestThatIsScaled_isNoLongerBackground() throws IOException {
    var pods = dir.resolve("pods.yaml");
    Files.writeString(pods, """
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {nodeName: node-1, containers: [{name: c}]}
        status: {phase: Running, qosClass: BestEffort}
        """);
    var run =
        CommandRun.of("simulate", "-f", pods.toString(), "-t", "4c8t", "--scale", "shop/web=2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("shop/web moves from layer background to normal.");
  }

  @Test
  void simulate_scaledAddedPod_isPlannedWithThatRequest() throws IOException {
    var more = podFile("extra", "");
    var document = json(CommandRun.of(
        "simulate",
        "-f",
        PODS,
        "-t",
        "8c",
        "-n",
        "node-2",
        "--add",
        more,
        "--scale",
        "shop/extra=3",
        "-o",
        "json"));

    var node = document.path("nodes").path(0);
    assertThat(document.path("kind").asString()).isEqualTo("Simulation");
    assertThat(node.path("after").path("layers").path(1).path("cpus").asString())
        .isEqualTo("1-3");
    assertThat(node.path("diff").path("cost").path("reach").asString()).isEqualTo("shape");
    assertThat(node.path("diff").path("cost").path("joined").asInt()).isEqualTo(1);
  }

  @Test
  void simulate_anotherMachine_isPlannedFromScratch() {
    var document = json(CommandRun.of(
        "simulate", "-f", PODS, "-t", "1c", "--on", "4c8t", "-n", "node-1", "-o", "json"));
    var planned =
        json(CommandRun.of("plan", "-f", PODS, "-t", "4c8t", "-n", "node-1", "-o", "json"));

    assertThat(document.path("machineBefore").path("cpus").asInt()).isEqualTo(1);
    assertThat(document.path("machineAfter").path("cpus").asInt()).isEqualTo(8);
    assertThat(document.path("nodes").path(0).path("after"))
        .isEqualTo(planned.path("nodes").path(0).path("plan"));
  }

  @Test
  void simulate_listOfNoPlacedPods_saysSo() throws IOException {
    assertThat(CommandRun.of("simulate", "-f", podFile("waiting", ""), "-t", "4c8t")
            .out())
        .contains("No pod of the list is on a node");
  }

  private String podFile(String name, String placed) throws IOException {
    var file = dir.resolve(name + ".json");
    Files.writeString(
        file,
        "{\"kind\": \"Pod\", \"metadata\": {\"namespace\": \"shop\", \"name\": \"" + name
            + "\", \"uid\": \"u-" + name + "\"}, \"spec\": {" + placed
            + "\"priority\": 1000000, \"priorityClassName\": \"temper-critical\", \"containers\":"
            + " [{\"name\": \"a\", \"image\": \"b\", \"resources\": {\"requests\": {\"cpu\":"
            + " \"1\"}}}]}}");
    return file.toString();
  }

  private static JsonNode json(CommandRun run) {
    assertThat(run.err()).isEmpty();
    return new JsonMapper().readTree(run.out());
  }
}
