package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.deploy.KubernetesPage.Place;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.NeedsControlPlane;
import io.temper.testkit.cluster.NeedsHelm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the page says Helm is told, from installing to rolling back, told to a real API server. Nobody makes
 * pods there, so what waits for some is left to the cluster of the lab.
 */
@NeedsHelm
@NeedsControlPlane
class RunbookTest {
  private static final String CHART = " temper deploy/helm/temper ";
  private static final String UPGRADE = "helm upgrade" + CHART + "--reuse-values ";
  private static final String SETS = "/apis/apps/v1/namespaces/temper/daemonsets/";
  private static final String IMAGE = "/spec/template/spec/containers/0/image";
  private static final String OBSERVE = "/spec/template/spec/containers/0/args/3";

  @TempDir
  private Path folder;

  @Test
  void commandsOfHelm_doWhatThePageSays() throws IOException {
    var page = KubernetesPage.read().commandsFor(Place.CLUSTER).stream()
        .filter(command -> command.startsWith("helm ") && !command.startsWith("helm uninstall"))
        .iterator();
    try (var plane = ControlPlane.start(folder)) {
      var shell = new Shell(Map.of(
          "KUBECONFIG", plane.kubeconfig(ControlPlane.ADMIN).toString(),
          "HELM_NAMESPACE", "temper",
          "NEW_TAG", "0.2.0"));
      var cluster = new Objects(plane.admin());

      String notes = type(shell, page.next(), "helm install" + CHART + "--create-namespace");
      assertThat(commandsIn(notes)).hasSize(3).last().asString().endsWith("--set enforce=true");
      assertThat(set(cluster, "temper-agent").at(OBSERVE).asString()).isEqualTo("--observe");

      type(shell, page.next(), UPGRADE + "--set preflight.enabled=true");
      assertThat(set(cluster, "temper-preflight").isObject()).isTrue();
      type(shell, page.next(), UPGRADE + "--set preflight.enabled=false");
      assertThat(set(cluster, "temper-preflight").isMissingNode()).isTrue();

      notes = type(shell, page.next(), UPGRADE + "--set enforce=true");
      assertThat(commandsIn(notes))
          .hasSize(3)
          .last()
          .asString()
          .isEqualTo("kubectl annotate node --all temper.io/safe-mode-requested=true");
      assertThat(set(cluster, "temper-agent").at(OBSERVE).isMissingNode()).isTrue();

      type(
          shell,
          page.next(),
          UPGRADE + "--set agent.canary.enabled=true --set-string agent.canary.image.tag=$NEW_TAG"
              + " --set agent.canary.nodeSelector.temper-canary=true");
      assertThat(set(cluster, "temper-agent").at(IMAGE).asString())
          .isEqualTo("temper:0.1.0-SNAPSHOT");
      assertThat(set(cluster, "temper-agent-canary").at(IMAGE).asString())
          .isEqualTo("temper:0.2.0");

      type(
          shell,
          page.next(),
          UPGRADE + "--set-string agent.image.tag=$NEW_TAG --set agent.canary.enabled=false");
      assertThat(set(cluster, "temper-agent").at(IMAGE).asString()).isEqualTo("temper:0.2.0");
      assertThat(set(cluster, "temper-agent-canary").isMissingNode()).isTrue();

      type(shell, page.next(), "helm rollback temper");
      assertThat(set(cluster, "temper-agent").at(IMAGE).asString())
          .isEqualTo("temper:0.1.0-SNAPSHOT");
      assertThat(set(cluster, "temper-agent-canary").at(IMAGE).asString())
          .isEqualTo("temper:0.2.0");

      type(
          shell,
          page.next(),
          UPGRADE + "--set-string agent.nodeSelector.temper\\\\.io/enforce=true");
      assertThat(set(cluster, "temper-agent")
              .at("/spec/template/spec/nodeSelector/temper.io~1enforce")
              .asString())
          .isEqualTo("true");
      assertThat(page.hasNext()).isFalse();
    }
  }

  private static String type(Shell shell, String ofThePage, String expected) {
    assertThat(ofThePage).isEqualTo(expected);
    ProgramRun run = shell.type(ofThePage);
    assertThat(run.exitCode()).as("%s: %s", ofThePage, run.err()).isZero();
    return run.out();
  }

  private static JsonNode set(Objects cluster, String name) {
    return cluster.get(SETS + name);
  }

  private static List<String> commandsIn(String notes) {
    return notes
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("kubectl ") || line.startsWith("helm "))
        .toList();
  }
}
