package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.cluster.NeedsHelm;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the pods of the chart may do. The reasons: {@code docs/security.md}. */
@NeedsHelm
class PodSecurityTest {
  private static final String LOADING = "[\"BPF\",\"PERFMON\",\"SYS_RESOURCE\"]";

  /** The only containers that may have capabilities, and only these. */
  private static final List<String> LOADERS =
      List.of("temper-agent/agent", "temper-agent-canary/agent", "temper-preflight/doctor");

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "missing", textBlock = """
      /hostNetwork                                            | missing                    | missing
      /hostIPC                                                | missing                    | missing
      /hostPID                                                | missing                    | missing
      /shareProcessNamespace                                  | missing                    | missing
      /priorityClassName                                      | system-node-critical       | system-node-critical
      /serviceAccountName                                     | temper-agent               | temper-agent
      /automountServiceAccountToken                           | false                      | false
      /tolerations                                            | [{"operator":"Exists"}]    | [{"operator":"Exists"}]
      /securityContext/runAsNonRoot                           | true                       | missing
      /securityContext/runAsUser                              | 65532                      | missing
      /securityContext/fsGroup                                | 65532                      | missing
      /securityContext/seccompProfile/type                    | RuntimeDefault             | RuntimeDefault
      /containers/0/securityContext/privileged                | false                      | false
      /containers/0/securityContext/allowPrivilegeEscalation  | false                      | false
      /containers/0/securityContext/readOnlyRootFilesystem    | true                       | true
      /containers/0/securityContext/runAsUser                 | missing                    | 0
      /containers/0/securityContext/capabilities/drop         | ["ALL"]                    | ["ALL"]
      /containers/0/securityContext/capabilities/add          | missing                    | ["BPF","PERFMON","SYS_RESOURCE"]
      /containers/0/resources/limits/cpu                      | missing                    | missing
      /containers/0/resources/limits/memory                   | 256Mi                      | 256Mi
      """)
  void agent_mayDoThisMuch(String pointer, @Nullable String observing, @Nullable String enforcing) {
    assertThat(written(pod().at(pointer))).isEqualTo(observing);
    assertThat(written(pod("--set", "enforce=true").at(pointer))).isEqualTo(enforcing);
  }

  @Test
  void agent_mountsWhatItNeeds() {
    JsonNode pod = pod("--set", "enforce=true");

    assertThat(lines(pod.at("/volumes")))
        .containsExactly(
            "{\"name\":\"config\",\"configMap\":{\"name\":\"temper-agent\"}}",
            "{\"name\":\"cgroups\",\"hostPath\":{\"path\":\"/sys/fs/cgroup\",\"type\":\"Directory\"}}",
            "{\"name\":\"run\",\"emptyDir\":{\"medium\":\"Memory\",\"sizeLimit\":\"1Mi\"}}",
            "{\"name\":\"state\",\"emptyDir\":{\"sizeLimit\":\"128Mi\"}}",
            "{\"name\":\"tmp\",\"emptyDir\":{\"sizeLimit\":\"64Mi\"}}",
            "{\"name\":\"account\",\"projected\":{\"sources\":["
                + "{\"serviceAccountToken\":{\"path\":\"token\",\"expirationSeconds\":3600}},"
                + "{\"configMap\":{\"name\":\"kube-root-ca.crt\",\"items\":[{\"key\":\"ca.crt\",\"path\":\"ca.crt\"}]}},"
                + "{\"downwardAPI\":{\"items\":[{\"path\":\"namespace\",\"fieldRef\":"
                + "{\"fieldPath\":\"metadata.namespace\"}}]}}]}}");
    assertThat(lines(pod.at("/containers/0/volumeMounts")))
        .containsExactly(
            "{\"name\":\"config\",\"mountPath\":\"/etc/temper\",\"readOnly\":true}",
            "{\"name\":\"cgroups\",\"mountPath\":\"/sys/fs/cgroup\",\"readOnly\":true}",
            "{\"name\":\"run\",\"mountPath\":\"/run/temper\"}",
            "{\"name\":\"state\",\"mountPath\":\"/var/lib/temper\"}",
            "{\"name\":\"tmp\",\"mountPath\":\"/tmp\"}",
            "{\"name\":\"account\",\"mountPath\":\"/var/run/secrets/kubernetes.io/serviceaccount\","
                + "\"readOnly\":true}");
  }

  @Test
  void stateOnTheNode_isForAgentsThatEnforce() {
    String[] kept = {"--set", "agent.state.hostPath=/var/lib/temper"};
    String[] enforcing = {"--set", "enforce=true,agent.state.hostPath=/var/lib/temper"};

    assertThat(pod(kept).at("/volumes/3").has("hostPath")).isFalse();
    assertThat(pod(enforcing).at("/volumes/3/hostPath/path").asString())
        .isEqualTo("/var/lib/temper");
  }

  @Test
  void kubeletState_isMountedReadOnlyIntoAgentsThatEnforceAndHoldsNoVolume() {
    JsonNode with = pod("--set", "enforce=true,kubeletState.enabled=true");

    assertThat(with.at("/containers/0/volumeMounts/6").toString())
        .isEqualTo("{\"name\":\"kubelet\",\"mountPath\":\"/var/lib/kubelet\",\"readOnly\":true,"
            + "\"mountPropagation\":\"HostToContainer\"}");
    assertThat(with.at("/volumes/6/hostPath/path").asString()).isEqualTo("/var/lib/kubelet");
    assertThat(pod("--set", "kubeletState.enabled=true")).isEqualTo(pod());
  }

  @Test
  void threadObservation_takesTheNumbersOfTheHostAndNothingElse() {
    JsonNode with = pod("--set", "threadObservation.enabled=true");

    assertThat(with.at("/hostPID").asBoolean(false)).isTrue();
    assertThat(with.at("/containers")).isEqualTo(pod().at("/containers"));
    assertThat(with.at("/securityContext")).isEqualTo(pod().at("/securityContext"));
  }

  @ParameterizedTest
  @MethodSource("io.temper.deploy.Variant#all")
  void everyContainer_isRestricted(Variant variant) {
    assertThat(containers(variant).toList()).isNotEmpty().allSatisfy(container -> {
      JsonNode context = container.context();
      assertThat(context.at("/privileged").asBoolean(true)).isFalse();
      assertThat(context.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(context.at("/readOnlyRootFilesystem").asBoolean(false)).isTrue();
      assertThat(written(context.at("/capabilities/drop"))).isEqualTo("[\"ALL\"]");
      assertThat(container.seccomp()).isEqualTo("RuntimeDefault");
      assertThat(container.json().has("resources")).isTrue();
    });
  }

  @ParameterizedTest
  @MethodSource("io.temper.deploy.Variant#all")
  void onlyWhatLoads_hasCapabilitiesOrIsRoot(Variant variant) {
    assertThat(containers(variant).toList()).isNotEmpty().allSatisfy(container -> {
      String added = written(container.context().at("/capabilities/add"));
      if (LOADERS.contains(container.title())) {
        assertThat(added).isIn(null, LOADING);
      } else {
        assertThat(added).isNull();
      }
      assertThat(container.isRoot()).isEqualTo(added != null);
    });
  }

  /** The API server makes tokens that pods get by themselves last up to a year, and no others. */
  @ParameterizedTest
  @MethodSource("io.temper.deploy.Variant#all")
  void everyToken_lastsForAnHour(Variant variant) {
    List<Manifest> pods = Chart.render(variant.options()).stream()
        .filter(object -> !object.podPointer().isEmpty())
        .toList();

    assertThat(pods).isNotEmpty().allSatisfy(object -> {
      JsonNode pod = object.at(object.podPointer());
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.path("volumes").findValues("expirationSeconds"))
          .hasSize(pod.has("serviceAccountName") ? 1 : 0)
          .allMatch(seconds -> seconds.asInt() == 3600);
    });
  }

  private static Stream<PodContainer> containers(Variant variant) {
    return Chart.render(variant.options()).stream().flatMap(PodContainer::of);
  }

  private static JsonNode pod(String... options) {
    return Manifest.only(Chart.render(options), "DaemonSet", "temper-agent")
        .at("/spec/template/spec");
  }

  private static @Nullable String written(JsonNode node) {
    return node.isMissingNode() ? null : node.isValueNode() ? node.asString() : node.toString();
  }

  private static List<String> lines(JsonNode array) {
    return array.valueStream().map(JsonNode::toString).toList();
  }
}
