package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.PublishResult;
import io.temper.testkit.cluster.NeedsHelm;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alerts and dashboards ask for what there is. */
@NeedsHelm
class MetricNamesTest {
  /** What kube-state-metrics documents of its metrics, as far as it is used. */
  private static final Map<String, Set<String>> OF_THE_CLUSTER = Map.of(
      "kube_lease_renew_time", Set.of("lease"),
      "kube_pod_info", Set.of("namespace", "pod", "node"),
      "kube_pod_status_phase", Set.of("namespace", "pod", "phase"),
      "kube_pod_container_status_waiting_reason",
          Set.of("namespace", "pod", "container", "reason"));

  /** What a scrape adds to every metric of an agent. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("namespace", "pod", "node");

  private static final Map<String, Set<String>> OF_THE_AGENT = ScrapedMeter.all().stream()
      .collect(Collectors.toMap(
          ScrapedMeter::name, meter -> with(OF_THE_SCRAPE, meter.meter().tags())));

  static Stream<String> expressions() {
    return Stream.concat(alerts().map(rule -> rule.path("expr").asString()), dashboards());
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void expression_usesMetricsAndLabelsThatThereAre(String expression) {
    List<MetricUse> uses = MetricUse.in(expression).toList();

    assertThat(uses).isNotEmpty().allSatisfy(use -> {
      Set<String> known = known(use.name());
      assertThat(known).as("labels of %s", use.name()).isNotNull().containsAll(use.labels());
    });
    assertThat(uses.stream().flatMap(use -> known(use.name()).stream()).collect(Collectors.toSet()))
        .containsAll(MetricUse.groupings(expression));
  }

  @Test
  void alerts_compareWithValuesThatThereAre() {
    List<NodeState> wanted = List.of(new NodeState.Enforcing(), new NodeState.Observing());
    Set<String> states = new HashSet<>(Set.of("safe-mode"));
    wanted.forEach(state -> states.add(state.label()));
    var results =
        Arrays.stream(PublishResult.values()).map(PublishResult::label).toList();

    assertThat(values("temper_state", "state")).isNotEmpty().isSubsetOf(states);
    assertThat(values("temper_publishes_total", "result")).isNotEmpty().isSubsetOf(results);
  }

  @Test
  void alerts_areOneForEachSignalOfTheDocument() {
    assertThat(alerts().map(rule -> rule.path("alert").asString()))
        .containsExactly(
            "TemperNodeNotAsAsked",
            "TemperAgentLeaseExpired",
            "TemperAgentPodNotRunning",
            "TemperLintViolation",
            "TemperSafeMode",
            "TemperGenerationChurn");
  }

  @Test
  void statusAlert_asksForWhatWasAskedFor() {
    assertThat(rules("--set", "enforce=true")
            .findFirst()
            .orElseThrow()
            .path("expr")
            .asString())
        .contains("state=\"enforcing\"");
    assertThat(rules().findFirst().orElseThrow().path("expr").asString())
        .contains("state=\"observing\"");
  }

  /** The lease of a node that was left out stays; only of a pod that is there it says something. */
  @Test
  void leaseAlert_isAboutNodesWithAnAgentsPod() {
    JsonNode alert = alerts()
        .filter(rule -> rule.path("alert").asString().equals("TemperAgentLeaseExpired"))
        .findFirst()
        .orElseThrow();

    assertThat(alert.path("expr").asString())
        .endsWith("and on (node) kube_pod_info{namespace=\"temper\",pod=~\"temper-agent-.+\"}");
  }

  private static Stream<String> values(String metric, String label) {
    return alerts()
        .flatMap(rule -> MetricUse.in(rule.path("expr").asString()))
        .filter(use -> use.name().equals(metric))
        .flatMap(use -> use.valuesOf(label));
  }

  private static Set<String> known(String metric) {
    Map<String, Set<String>> table = metric.startsWith("kube_") ? OF_THE_CLUSTER : OF_THE_AGENT;
    return table.getOrDefault(metric, Set.of());
  }

  private static Stream<JsonNode> alerts() {
    return rules("--set", "enforce=true");
  }

  private static Stream<JsonNode> rules(String... options) {
    String[] all = Stream.concat(
            Stream.of("--set", "prometheusRule.enabled=true"), Stream.of(options))
        .toArray(String[]::new);
    return Manifest.only(Chart.render(all), "PrometheusRule", "temper-agent")
        .at("/spec/groups/0/rules")
        .valueStream();
  }

  private static Stream<String> dashboards() {
    return Chart.render("--set", "dashboards.enabled=true").stream()
        .filter(object -> object.name().startsWith("temper-dashboard-"))
        .flatMap(object -> object.at("/data").valueStream())
        .map(text -> new JsonMapper().readTree(text.asString()))
        .flatMap(dashboard -> Stream.concat(
            dashboard.at("/panels").valueStream().map(panel -> panel.at("/targets/0/expr")),
            dashboard
                .at("/templating/list")
                .valueStream()
                .filter(variable -> variable.path("type").asString().equals("query"))
                .map(variable -> variable.path("query"))))
        .map(JsonNode::asString);
  }

  private static Set<String> with(Set<String> some, List<String> more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }
}
