package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.json.ConfigToml;
import io.temper.testkit.ProgramRun;
import io.temper.testkit.cluster.NeedsHelm;
import io.temper.tier.TierRules.TierAnnotation;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the chart renders. */
@NeedsHelm
class ChartTest {
  private static final String CONTAINER = "/spec/template/spec/containers/0";
  private static final String[] ENFORCE = {"--set", "enforce=true"};

  @Test
  void defaults_areTheGoldenFile() throws IOException {
    Golden.assertMatches(Path.of("src", "test", "resources", "defaults.yaml"), Chart.text());
  }

  @Test
  void lint_findsNothing() {
    ProgramRun run = Chart.helm(Map.of(), List.of("lint", "--strict", Chart.DOCUMENTED));

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).doesNotContain("[WARNING]");
  }

  @Test
  void version_isThatOfTheProject() {
    String version = System.getProperty("temper.version", "0.1.0-SNAPSHOT");

    assertThat(Chart.helm(Map.of(), List.of("show", "chart", Chart.DOCUMENTED)).out())
        .contains("\nversion: " + version + "\n")
        .contains("appVersion: " + version + "\n");
  }

  @ParameterizedTest
  @MethodSource("io.temper.deploy.Toggle#all")
  void toggle_decidesWhetherItsObjectsAreThere(Toggle toggle) {
    assertThat(titles(Chart.render(toggle.options()))).containsAll(toggle.titles());
    assertThat(titles(Chart.render(toggle.without()))).doesNotContainAnyElementsOf(toggle.titles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.33.0", "1.36.3", "1.34.1-eks-3cfe0ce", "1.35.0+k3s1"})
  void versionsOfKubernetes_getTheSame(String version) {
    assertThat(Chart.text("--kube-version", version)).isEqualTo(Chart.text());
  }

  @Test
  void everyObject_hasTheLabelsOfTheRelease() {
    assertThat(Chart.render(Variant.EVERYTHING)).hasSizeGreaterThan(15).allSatisfy(object -> {
      var labels = object.at("/metadata/labels");
      assertThat(labels.path("app.kubernetes.io/name").asString("")).isEqualTo("temper");
      assertThat(labels.path("app.kubernetes.io/instance").asString("")).isEqualTo("temper");
      assertThat(labels.path("app.kubernetes.io/managed-by").asString("")).isEqualTo("Helm");
      assertThat(labels.path("app.kubernetes.io/version").asString("")).isNotEmpty();
      assertThat(labels.path("app.kubernetes.io/component").asString("")).isNotEmpty();
    });
  }

  @Test
  void anotherRelease_namesItsObjectsAfterItself() {
    assertThat(titles(Manifest.all(Chart.textAs("fast", List.of()))))
        .contains("DaemonSet/fast-temper-agent");
    assertThat(titles(Chart.render("--set", "fullnameOverride=cpu")))
        .contains("DaemonSet/cpu-agent");
  }

  @Test
  void enforce_decidesModeAndNothingElseOfTheArguments() {
    assertThat(strings(agent().at(CONTAINER + "/args")))
        .containsExactly(
            "run", "--config=/etc/temper/temper.toml", "--source=kubernetes", "--observe");
    assertThat(strings(agent(ENFORCE).at(CONTAINER + "/args")))
        .containsExactly("run", "--config=/etc/temper/temper.toml", "--source=kubernetes");
  }

  @Test
  void config_isReadByTheAgent() {
    var config = ConfigToml.read(
        "temper.toml",
        toml(
            "--set", "agent.port=9999",
            "--set", "threadObservation.enabled=true",
            "--set-string", "agent.config=[tiers]\nhonour_annotation = true"));

    assertThat(config.http()).isNotNull();
    assertThat(config.http().text()).isEqualTo("0.0.0.0:9999");
    assertThat(config.plan().tierRules().tierAnnotation()).isEqualTo(TierAnnotation.HONOURED);
    assertThat(config.profiles().enabled()).isTrue();
  }

  @Test
  void config_hasTheGroupsOfKubeletAndRuntimeInTheSystemLayer() {
    assertThat(ConfigToml.read("temper.toml", toml()).plan().systemCgroups())
        .extracting(CgroupPath::value)
        .containsExactly("/system.slice/kubelet.service", "/system.slice/containerd.service");
    assertThat(ConfigToml.read("temper.toml", toml("--set-json", "agent.systemCgroups=[]"))
            .plan()
            .systemCgroups())
        .isEmpty();
  }

  @Test
  void config_withoutThreadObservation_hasNoThreadProfiles() {
    assertThat(ConfigToml.read("temper.toml", toml()).profiles().enabled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-canary"})
  void probes_askWhatTheAgentServes(String suffix) {
    var agent = Manifest.only(Chart.render(Variant.CANARY), "DaemonSet", "temper-agent" + suffix);

    assertThat(agent.text(CONTAINER + "/livenessProbe/httpGet/path")).isEqualTo("/healthz");
    assertThat(agent.text(CONTAINER + "/startupProbe/httpGet/path")).isEqualTo("/healthz");
    assertThat(agent.text(CONTAINER + "/readinessProbe/httpGet/path")).isEqualTo("/readyz");
    assertThat(agent.at(CONTAINER + "/ports/0/containerPort").asInt()).isEqualTo(9790);
  }

  @Test
  void readinessAlive_asksWhetherTheAgentLives() {
    assertThat(agent("--set", "agent.readiness=alive")
            .text(CONTAINER + "/readinessProbe/httpGet/path"))
        .isEqualTo("/healthz");
  }

  @Test
  void rules_nameTheAnnotationsThatTheAgentsWrite() {
    String rules = Chart.text(
        "--set",
        "prometheusRule.enabled=true,admissionPolicy.annotationPrefix=a.io/",
        "--set-string",
        "agent.config=[tiers]\nannotation_prefixes = [\"a.io/\"]");
    assertThat(rules)
        .contains("a.io/agent-status-reason and `temper status`")
        .doesNotContain("temper.io/agent-status");
  }

  /** Tags may have 128 characters, values of labels 63, and they end with a letter or digit. */
  @Test
  void longTag_isALabelAllTheSame() {
    String label = agent("--set", "agent.image.tag=" + "a".repeat(62) + "-b")
        .at("/spec/template/metadata/labels/app.kubernetes.io~1version")
        .asString();
    assertThat(label).isEqualTo("a".repeat(62));
  }

  @Test
  void updates_takeATenthOfTheNodesAtMost() {
    var strategy = agent().at("/spec/updateStrategy");

    assertThat(strategy.at("/type").asString()).isEqualTo("RollingUpdate");
    assertThat(strategy.at("/rollingUpdate/maxUnavailable").asString()).isEqualTo("10%");
    assertThat(strategy.at("/rollingUpdate/maxSurge").asInt(-1)).isZero();
    assertThat(agent("--set", "agent.updateStrategy.type=OnDelete").at("/spec/updateStrategy"))
        .hasToString("{\"type\":\"OnDelete\"}");
  }

  @Test
  void priorityClasses_areTheTiersOfTheDefaultThresholds() {
    var classes = Chart.render().stream()
        .filter(object -> object.kind().equals("PriorityClass"))
        .toList();

    assertThat(classes)
        .extracting(object -> object.name() + " " + object.at("/value").asInt() + " "
            + object.text("/preemptionPolicy") + " "
            + object.at("/globalDefault").asBoolean(true))
        .containsExactlyInAnyOrder(
            "temper-critical 1000000 Never false",
            "temper-high 100000 Never false",
            "temper-normal 0 Never false",
            "temper-low -100 Never false",
            "temper-background -1000 Never false");
    assertThat(classes).allSatisfy(object -> assertThat(
            object.text("/metadata/annotations/helm.sh~1resource-policy"))
        .isEqualTo("keep"));
  }

  private static String toml(String... options) {
    return Manifest.only(Chart.render(options), "ConfigMap", "temper-agent")
        .text("/data/temper.toml");
  }

  private static Manifest agent(String... options) {
    return Manifest.only(Chart.render(options), "DaemonSet", "temper-agent");
  }

  private static List<String> titles(List<Manifest> objects) {
    return objects.stream().map(Manifest::title).toList();
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  /** Helm reads numbers of a file as floats, which are written as 1e+06. */
  @Test
  void numbers_ofAValuesFile_areWrittenWhole(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("values.yaml"), """
        agent:
          nodeSelector: {pool: 1000000, ssd: true, version: 1.5, zone: a}
          minReadySeconds: 1000000
          terminationGracePeriodSeconds: 2000000
          canary: {enabled: true, image: {tag: next}, nodeSelector: {wave: 20260101}}
        cleanup: {waitSeconds: 3000000}
        preflight: {enabled: true}
        """);
    List<Manifest> objects = Chart.render("--values", file.toString());
    Manifest main = Manifest.only(objects, "DaemonSet", "temper-agent");
    String selector = "{\"kubernetes.io/os\":\"linux\",\"pool\":\"1000000\",\"ssd\":\"true\","
        + "\"version\":\"1.5\",\"zone\":\"a\"}";

    for (Manifest one : List.of(
        main,
        Manifest.only(objects, "DaemonSet", "temper-preflight"),
        Manifest.only(objects, "Job", "temper-cleanup"))) {
      assertThat(one.at("/spec/template/spec/nodeSelector").toString()).isEqualTo(selector);
    }
    assertThat(Manifest.only(objects, "DaemonSet", "temper-agent-canary")
            .text("/spec/template/spec/nodeSelector/wave"))
        .isEqualTo("20260101");
    assertThat(main.at("/spec/template/spec/affinity").toString()).contains("[\"20260101\"]");
    assertThat(main.at("/spec/minReadySeconds").toString()).isEqualTo("1000000");
    assertThat(main.at("/spec/template/spec/terminationGracePeriodSeconds").toString())
        .isEqualTo("2000000");
    assertThat(Manifest.only(objects, "Job", "temper-cleanup").json().toString())
        .contains("\"--wait=3000000\"")
        .contains("\"activeDeadlineSeconds\":3000180");
  }
}
