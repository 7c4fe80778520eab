package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.deploy.KubernetesPage.Command;
import io.temper.deploy.KubernetesPage.Place;
import io.temper.testkit.ProgramRun;
import io.temper.testkit.cluster.NeedsHelm;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page says can be typed without a cluster, typed; and what its other commands name. */
@NeedsHelm
class KubernetesPageTest {

  /** What each command of the page that needs Helm only tells; in their order. */
  private static final Map<String, String> TELLS = Map.of(
      "helm show values deploy/helm/temper",
      "enforce: false",
      "helm lint --strict deploy/helm/temper",
      "0 chart(s) failed",
      "helm template temper deploy/helm/temper --namespace temper --kube-version 1.34"
          + " --no-hooks",
      "kind: DaemonSet",
      "helm template temper deploy/helm/temper --kube-version 1.34 --no-hooks --set"
          + " serviceMonitor.enabled=true,prometheusRule.enabled=true,dashboards.enabled=true",
      "kind: PrometheusRule",
      "helm template temper deploy/helm/temper --kube-version 1.34 --no-hooks --set"
          + " networkPolicy.enabled=true",
      "kind: NetworkPolicy");

  @Test
  void commandsWithoutACluster_doWhatThePageSays() throws IOException {
    var typed = KubernetesPage.read().commandsFor(Place.HELM);

    assertThat(typed).containsExactlyInAnyOrderElementsOf(TELLS.keySet());
    assertThat(typed).allSatisfy(command -> {
      ProgramRun run = new Shell(Map.of()).type(command);
      assertThat(run.exitCode()).as("%s: %s", command, run.err()).isZero();
      assertThat(run.out()).contains(TELLS.get(command));
      assertThat(run.out()).as("what to apply, without the cleanup").doesNotContain("kind: Job");
    });
  }

  @Test
  void commandsForACluster_areThoseOfTwoPrograms() throws IOException {
    assertThat(KubernetesPage.read().commandsFor(Place.CLUSTER))
        .hasSizeGreaterThan(15)
        .allSatisfy(
            command -> assertThat(command.split(" ", 2)[0]).isIn("helm", "kubectl", "export"));
  }

  /** The admission policy has the list of what an agent may write, which a test holds against the agent. */
  @Test
  void commandForANodeLeftOut_removesAllThatAnAgentWrites() throws IOException {
    String command = KubernetesPage.read().commandsFor(Place.CLUSTER).stream()
        .filter(line -> line.startsWith("kubectl annotate node $OTHER_NODE "))
        .findFirst()
        .orElseThrow();
    String own = Manifest.only(Chart.render(), "ValidatingAdmissionPolicy", "temper-agent-nodes")
        .at("/spec/variables")
        .valueStream()
        .filter(variable -> variable.path("name").asString().equals("own"))
        .map(variable -> variable.path("expression").asString())
        .findFirst()
        .orElseThrow();

    assertThat(words(command, "(temper\\.io/\\S+)-(?= |$)"))
        .containsExactlyInAnyOrderElementsOf(words(own, "'([^']+)'"));
  }

  private static List<String> words(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void runbooksOfAlerts_areHeadingsOfThePage() throws IOException {
    String page = Files.readString(Chart.ROOT.resolve("docs/kubernetes.md"));
    var anchors = Pattern.compile("(?m)^#+ (.*)$")
        .matcher(page)
        .results()
        .map(found -> found
            .group(1)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9 -]", "")
            .replace(' ', '-'))
        .toList();
    var rules = Manifest.only(
            Chart.render(
                "--set",
                "prometheusRule.enabled=true,prometheusRule.runbookUrl=https://d.example/k"),
            "PrometheusRule",
            "temper-agent")
        .at("/spec/groups/0/rules")
        .valueStream()
        .toList();

    assertThat(rules).hasSize(6).allSatisfy(rule -> {
      String[] url = rule.at("/annotations/runbook_url").asString().split("#", 2);
      assertThat(url[0]).isEqualTo("https://d.example/k");
      assertThat(anchors).contains(url[1]);
      assertThat(page).contains("`" + rule.path("alert").asString() + "`");
    });
  }

  @Test
  void page_eachKindOfBlock_isFound() {
    var page = KubernetesPage.parse("""
        ```sh
        helm version

        # why not
        helm list
        ```
        1. First:

           <!-- runs: cluster -->
           ```sh
           helm upgrade temper \\
             --reuse-values
           ```
        ```toml
        a = "helm no"
        ```
        """);

    assertThat(page.commands())
        .containsExactly(
            new Command(Place.HELM, "helm version"),
            new Command(Place.HELM, "helm list"),
            new Command(Place.CLUSTER, "helm upgrade temper --reuse-values"));
  }
}
