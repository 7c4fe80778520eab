package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import io.temper.json.TopologyJson;
import io.temper.node.NodeTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands end to end, over the real adapters. */
class PlanAndExplainTest {

  static final String PODS = "src/test/resources/io/temper/agent/pods.json";

  @TempDir
  private Path dir;

  @Test
  void plan_everyNodeGetsOne_theRestIsListedApart() {
    var run = CommandRun.of("plan", "-f", PODS, "-t", "4c8t");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("Node node-1, 2 pods", "Node node-2, 1 pod", "Σ REQUEST")
        .containsPattern("(?m)^shop/checkout +critical +2 +Priority 1000000 is at least 1000000")
        .containsPattern("(?m)^jobs/batch +background +0 +Priority -1000 is below")
        .containsPattern("(?m)^SmtSharing +Layer critical asks for 2 CPUs")
        .containsPattern("(?m)^test/web +pending$")
        .containsPattern("(?m)^jobs/done +succeeded$");
  }

  @Test
  void plan_oneNode_isOnlyThat() {
    var run = CommandRun.of("plan", "-f", PODS, "--node", "node-2", "-t", "4c8t");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Node node-2").doesNotContain("Node node-1");
  }

  @Test
  void plan_standardInput_givesTheSameAsTheFile() throws IOException {
    var fromFile = CommandRun.of("plan", "-f", PODS, "-t", "4c8t", "-o", "json");
    var fromStdin = CommandRun.with(
        Map.of(), Files.readString(Path.of(PODS)), "plan", "-f", "-", "-t", "4c8t", "-o", "json");

    assertThat(fromStdin.out()).isEqualTo(fromFile.out()).isNotEmpty();
  }

  @Test
  void plan_json_isOneDocument() {
    var document = json(CommandRun.of("plan", "-f", PODS, "-t", "4c8t", "-o", "json"));

    assertThat(document.path("kind").asString()).isEqualTo("PlanReport");
    assertThat(document.path("machine").path("cpus").asInt()).isEqualTo(8);
    assertThat(document.path("nodes").size()).isEqualTo(2);
    var layers = document.path("nodes").path(0).path("layers");
    assertThat(layers.path("critical").path("pods").asInt()).isEqualTo(1);
    assertThat(layers.path("critical").path("physicalCores").asInt()).isPositive();
  }

  @Test
  void plan_noLocale_isAscii() {
    var run = CommandRun.with(Map.of(), "", "plan", "-f", PODS, "-t", "4c8t");

    assertThat(run.out()).contains("sum REQUEST");
    assertThat(run.out().chars()).allMatch(c -> c < 128);
  }

  @Test
  void plan_colorsOnlyWhenAskedFor() {
    assertThat(CommandRun.of("plan", "-f", PODS, "-t", "4c8t").out()).doesNotContain("\u001b");
    assertThat(CommandRun.of("plan", "-f", PODS, "-t", "4c8t", "--color=always").out())
        .contains("\u001b[1m");
  }

  @Test
  void plan_thisHost_isTheDefault() {
    var run = CommandRun.of("plan", "-f", PODS);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Machine (host): ");
  }

  @Test
  void plan_topologyFile_isRead() throws IOException {
    var file = dir.resolve("machine.json");
    Files.writeString(file, TopologyJson.write(NodeTopology.parse("2s8c16t")));
    var run = CommandRun.of("plan", "-f", PODS, "-t", file.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("2 sockets, 2 NUMA nodes, 2 LLCs, 8 cores, 16 CPUs (0-15)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkout", "shop/checkout", "0000-1"})
  void explain_byNameOrUid_findsIt(String pod) {
    var run = CommandRun.of("explain", pod, "-f", PODS, "-t", "4c8t");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("shop/checkout (uid 0000-1), running\n")
        .containsPattern("tier +critical")
        .containsPattern("rule +Priority 1000000 is at least 1000000, the threshold of critical")
        .containsPattern("logical +owns 2 CPUs")
        .containsPattern("physical +1 core")
        .containsPattern("decision +LimitNotEnforced");
  }

  @Test
  void explain_limitOfOneContainerOnly_isToldWithTheDecision() throws IOException {
    var pods = Files.writeString(dir.resolve("pods.yaml"), """
        kind: Pod
        metadata: {name: web, namespace: shop, uid: 0000-1}
        spec:
          priority: 0
          nodeName: one
          containers: [{name: app}, {name: proxy, resources: {limits: {cpu: 100m}}}]
        status: {phase: Running}
        """);
    var run = CommandRun.of("explain", "web", "-f", pods.toString(), "-t", "4c8t");

    assertThat(run.out())
        .containsPattern("limit +none as a whole; of its containers: proxy 100m")
        .containsPattern("decision +LimitNotEnforced");
    var document =
        json(CommandRun.of("explain", "web", "-f", pods.toString(), "-t", "4c8t", "-o", "json"));
    assertThat(document.has("limitMillis")).isFalse();
    assertThat(document.path("partLimits"))
        .singleElement()
        .hasToString("{\"part\":\"proxy\",\"limitMillis\":100}");
  }

  @Test
  void explain_decisions_areThoseOfThePodOnly() {
    var run = CommandRun.of("explain", "shop/web", "-f", PODS, "-t", "4c8t");

    assertThat(run.out()).doesNotContain("SmtSharing", "LimitNotEnforced");
  }

  @Test
  void explain_pendingPod_tellsItsTierAndThatItIsOnNoNode() {
    var run = CommandRun.of("explain", "test/web", "-f", PODS, "-t", "4c8t");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).containsPattern("node +none").containsPattern("tier +background");
  }

  @Test
  void explain_json_hasRulePlaceAndDecisions() {
    var document =
        json(CommandRun.of("explain", "checkout", "-f", PODS, "-t", "4c8t", "-o", "json"));

    assertThat(document.path("kind").asString()).isEqualTo("Explanation");
    var reason = document.path("member").path("reason");
    assertThat(reason.path("threshold").asInt()).isEqualTo(1_000_000);
    assertThat(document.path("place").path("cores").size()).isEqualTo(1);
    assertThat(document.path("place").path("decisions").path(0).path("sentence").asString())
        .isNotEmpty();
  }

  @Test
  void doctor_onAnyHost_answersAndMapsToItsExitCode() {
    var run = CommandRun.of("doctor", "-o", "json");

    var answers = List.of("yes", "no", "unknown");
    assertThat(answers.indexOf(json(run).path("canEnforce").asString())).isEqualTo(run.exitCode());
    assertThat(json(run).path("checks").size()).isGreaterThan(5);
  }

  @Test
  void version_namesWhatIsInTheBox() {
    var document = json(CommandRun.of("version", "-o", "json"));

    assertThat(document.path("version").asString()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(document.path("abiHash").asString()).matches("[0-9a-f]{16}");
    assertThat(document.path("objectSha256").asString()).matches("[0-9a-f]{64}");
  }

  @Test
  void lab_withoutTheLauncher_saysWhereItIs() {
    var run = CommandRun.of("lab", "test", "--kernel", "6.18");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("./temper lab", "checkout").hasLineCount(1);
  }

  private static JsonNode json(CommandRun run) {
    return new JsonMapper().readTree(run.out());
  }
}
