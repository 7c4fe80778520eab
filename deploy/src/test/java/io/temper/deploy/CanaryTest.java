package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.cluster.NeedsHelm;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Which of the two DaemonSets a node has. */
@NeedsHelm
class CanaryTest {
  private static final String[] TWO_LABELS = {
    "--set", "agent.canary.enabled=true,agent.canary.image.tag=next",
    "--set", "agent.canary.nodeSelector.zone=a"
  };

  @Test
  void canary_differsInNameTrackTagAndNodes() {
    var objects = Chart.render(Variant.CANARY);
    String main = Manifest.only(objects, "DaemonSet", "temper-agent").json().toString();
    String canary =
        Manifest.only(objects, "DaemonSet", "temper-agent-canary").json().toString();
    String affinity = Manifest.only(objects, "DaemonSet", "temper-agent")
        .at("/spec/template/spec/affinity")
        .toString();

    assertThat(main.replace(
                "\"name\":\"temper-agent\",\"namespace\"",
                "\"name\":\"temper-agent-canary\",\"namespace\"")
            .replace("\"stable\"", "\"canary\"")
            .replace("temper:0.1.0-SNAPSHOT", "temper:next")
            .replace(
                "\"app.kubernetes.io/version\":\"0.1.0-SNAPSHOT\",\"temper.io/track\"",
                "\"app.kubernetes.io/version\":\"next\",\"temper.io/track\"")
            .replace("\"nodeSelector\":{", "\"nodeSelector\":{\"temper-canary\":\"true\",")
            .replace("\"affinity\":" + affinity + ",", ""))
        .isEqualTo(canary.replace(
            "\"kubernetes.io/os\":\"linux\",\"temper-canary\":\"true\"",
            "\"temper-canary\":\"true\",\"kubernetes.io/os\":\"linux\""));
  }

  @Test
  void selectors_neverMatchEachOthersPods() {
    var objects = Chart.render(Variant.CANARY);
    JsonNode main = Manifest.only(objects, "DaemonSet", "temper-agent").json();
    JsonNode canary = Manifest.only(objects, "DaemonSet", "temper-agent-canary").json();

    assertThat(matches(main, canary)).isFalse();
    assertThat(matches(canary, main)).isFalse();
    assertThat(matches(main, main) && matches(canary, canary)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void node_hasOneOfBoth(Map<String, String> labels, boolean isCanary) {
    var objects = Chart.render(TWO_LABELS);

    assertThat(runsOn(Manifest.only(objects, "DaemonSet", "temper-agent"), labels))
        .isEqualTo(!isCanary);
    assertThat(runsOn(Manifest.only(objects, "DaemonSet", "temper-agent-canary"), labels))
        .isEqualTo(isCanary);
  }

  static Stream<Object[]> nodes() {
    return Stream.of(
        new Object[] {Map.of("kubernetes.io/os", "linux"), false},
        new Object[] {Map.of("kubernetes.io/os", "linux", "temper-canary", "true"), false},
        new Object[] {Map.of("kubernetes.io/os", "linux", "zone", "a"), false},
        new Object[] {Map.of("kubernetes.io/os", "linux", "temper-canary", "no", "zone", "a"), false
        },
        new Object[] {
          Map.of("kubernetes.io/os", "linux", "temper-canary", "true", "zone", "a"), true
        });
  }

  /** A template that differs would replace the agents of all other nodes. */
  @Test
  void canary_begunOrEnded_changesNoPodOfTheMainOne() {
    JsonNode without = template(Chart.render());

    assertThat(template(Chart.render(Variant.CANARY))).isEqualTo(without);
    assertThat(without.at("/spec/affinity").isObject()).isTrue();
  }

  private static JsonNode template(List<Manifest> objects) {
    return Manifest.only(objects, "DaemonSet", "temper-agent").at("/spec/template");
  }

  @Test
  void canaryLabels_noneAtAll_leaveNoNodeOut() {
    assertThat(template(Chart.render("--set", "agent.canary.nodeSelector.temper-canary=null"))
            .at("/spec/affinity")
            .isMissingNode())
        .isTrue();
  }

  private static boolean matches(JsonNode selecting, JsonNode selected) {
    JsonNode labels = selected.at("/spec/template/metadata/labels");
    return selecting.at("/spec/selector/matchLabels").propertyStream().allMatch(label -> label
        .getValue()
        .equals(labels.path(label.getKey())));
  }

  /** As the scheduler decides: all labels of the selector, and one of the terms. */
  private static boolean runsOn(Manifest set, Map<String, String> labels) {
    JsonNode pod = set.at("/spec/template/spec");
    boolean selected = pod.path("nodeSelector")
        .propertyStream()
        .allMatch(label -> label.getValue().asString().equals(labels.get(label.getKey())));
    List<JsonNode> terms = pod.at(
            "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms")
        .valueStream()
        .toList();
    return selected && (terms.isEmpty() || terms.stream().anyMatch(term -> isMet(term, labels)));
  }

  private static boolean isMet(JsonNode term, Map<String, String> labels) {
    return term.path("matchExpressions").valueStream().allMatch(expression -> {
      assertThat(expression.path("operator").asString()).isEqualTo("NotIn");
      String value = labels.get(expression.path("key").asString());
      return expression.path("values").valueStream().noneMatch(other -> other
          .asString()
          .equals(value));
    });
  }
}
