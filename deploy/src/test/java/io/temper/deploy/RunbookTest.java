package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.deploy.KubernetesPage.Place;
import io.temper.testkit.ProgramRun;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.NeedsControlPlane;
import io.temper.testkit.cluster.NeedsHelm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the page says is typed to a cluster, from installing to uninstalling, typed to a real API server, in its
 * order. Nobody makes pods there, so what waits for some is left to the cluster of the lab.
 */
@NeedsHelm
@NeedsControlPlane
class RunbookTest {
  private static final String UPGRADE = "helm upgrade temper deploy/helm/temper --reuse-values ";
  private static final String STAND_DOWN =
      "kubectl annotate node --all temper.io/safe-mode-requested=true --overwrite";
  private static final String SETS = "/apis/apps/v1/namespaces/temper/daemonsets/";
  private static final String CLASS = "/apis/scheduling.k8s.io/v1/priorityclasses/temper-critical";
  private static final String POD = "/spec/template/spec";
  private static final String IMAGE = POD + "/containers/0/image";
  private static final String OBSERVE = POD + "/containers/0/args/3";
  private static final String ASKED = "/metadata/annotations/temper.io~1safe-mode-requested";
  private static final Pattern NEEDS_PODS =
      Pattern.compile("kubectl .*(rollout status|exec |logs |delete namespace).*|export .*");

  @TempDir
  private static Path folder;

  private static ControlPlane plane;
  private static Objects cluster;
  private static Shell shell;

  private final Map<String, Check> checks = new HashMap<>();

  /** What is there after a command. */
  private interface Check {
    void of(String printed);
  }

  @BeforeAll
  static void startApiServer() {
    plane = ControlPlane.start(folder);
    cluster = new Objects(plane.admin());
    cluster.createAll("""
        {apiVersion: v1, kind: Node, metadata: {name: node-1}}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: node-2, annotations: {temper.io/safe-mode-requested: "false"}}
        """);
    shell = new Shell(Map.of(
        "KUBECONFIG", plane.kubeconfig(ControlPlane.ADMIN).toString(),
        "HELM_NAMESPACE", "temper",
        "NEW_TAG", "0.2.0",
        "CANARY_NODE", "node-1",
        "NODE", "node-1",
        "OTHER_NODE", "node-2"));
  }

  @AfterAll
  static void stopApiServer() {
    plane.close();
  }

  @Test
  void commands_doWhatThePageSays() throws IOException {
    expect();
    List<String> typed = new ArrayList<>();
    for (String command : KubernetesPage.read().commandsFor(Place.CLUSTER)) {
      if (!NEEDS_PODS.matcher(command).matches() && isThere(command)) {
        type(command);
        typed.add(command);
      }
    }

    assertThat(typed).hasSizeGreaterThanOrEqualTo(9);
    assertThat(checks).as("commands that the page no longer has").isEmpty();
  }

  private void type(String command) {
    // The hooks of the chart wait for a job's pod.
    ProgramRun run =
        shell.type(command.startsWith("helm uninstall") ? command + " --no-hooks" : command);
    assertThat(run.exitCode()).as("%s: %s", command, run.err()).isZero();
    Check check = checks.remove(command);
    if (check != null) {
      check.of(run.out());
    }
  }

  /** Without kubectl only Helm is told something, and that is said. */
  private boolean isThere(String command) {
    if (!command.startsWith("kubectl ") || shell.has("kubectl")) {
      return true;
    }
    System.err.println("Skipped, for there is no kubectl: " + command);
    checks.remove(command);
    return false;
  }

  private void expect() {
    checks.put("helm install temper deploy/helm/temper --create-namespace", printed -> {
      assertThat(commandsIn(printed)).hasSize(3).last().asString().endsWith("--set enforce=true");
      assertThat(set("temper-agent").at(OBSERVE).asString()).isEqualTo("--observe");
    });
    checks.put(
        UPGRADE + "--set preflight.enabled=true",
        printed -> assertThat(set("temper-preflight").isObject()).isTrue());
    checks.put(
        UPGRADE + "--set preflight.enabled=false",
        printed -> assertThat(set("temper-preflight").isMissingNode()).isTrue());
    checks.put(UPGRADE + "--set enforce=true", printed -> {
      assertThat(commandsIn(printed)).hasSize(3).last().isEqualTo(STAND_DOWN);
      assertThat(set("temper-agent").at(OBSERVE).isMissingNode()).isTrue();
    });
    checks.put(
        UPGRADE + "--set agent.canary.enabled=true --set-string agent.canary.image.tag=$NEW_TAG",
        printed -> {
          assertImages("temper:0.1.0-SNAPSHOT", "temper:0.2.0");
          assertThat(canaryLabel()).as("before there is a canary").isEmpty();
        });
    checks.put(
        "kubectl label node $CANARY_NODE temper-canary=true",
        printed -> assertThat(canaryLabel()).isEqualTo("true"));
    checks.put(
        UPGRADE + "--set-string agent.image.tag=$NEW_TAG --set agent.canary.enabled=false",
        printed -> {
          assertImages("temper:0.2.0", "");
          assertThat(canaryLabel()).as("once there is no canary").isEmpty();
        });
    checks.put(STAND_DOWN, printed -> assertThat(nodes())
        .allMatch(node -> node.at(ASKED).asString().equals("true")));
    checks.put(
        "helm rollback temper", printed -> assertImages("temper:0.1.0-SNAPSHOT", "temper:0.2.0"));
    checks.put(
        "kubectl annotate node --all temper.io/safe-mode-requested-",
        printed -> assertThat(nodes()).allMatch(node -> node.at(ASKED).isMissingNode()));
    checks.put(
        UPGRADE + "--set-string agent.nodeSelector.temper\\\\.io/enforce=true",
        printed -> assertThat(
                set("temper-agent").at(POD + "/nodeSelector/temper.io~1enforce").asString())
            .isEqualTo("true"));
    checks.put("helm uninstall temper", printed -> {
      assertImages("", "");
      assertThat(cluster.get(CLASS).isObject()).isTrue();
    });
    checks.put(
        "kubectl delete priorityclass -l app.kubernetes.io/instance=temper",
        printed -> assertThat(cluster.get(CLASS).isMissingNode()).isTrue());
  }

  private static void assertImages(String stable, String canary) {
    assertThat(set("temper-agent").at(IMAGE).asString("")).isEqualTo(stable);
    assertThat(set("temper-agent-canary").at(IMAGE).asString("")).isEqualTo(canary);
  }

  private static JsonNode set(String name) {
    return cluster.get(SETS + name);
  }

  private static JsonNode node() {
    return cluster.get("/api/v1/nodes/node-1");
  }

  private static List<JsonNode> nodes() {
    return List.of(node(), cluster.get("/api/v1/nodes/node-2"));
  }

  private static String canaryLabel() {
    return node().at("/metadata/labels/temper-canary").asString("");
  }

  private static List<String> commandsIn(String notes) {
    return notes
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("kubectl ") || line.startsWith("helm "))
        .toList();
  }
}
