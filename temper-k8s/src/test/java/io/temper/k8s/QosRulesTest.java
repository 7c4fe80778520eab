package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.workload.ServiceClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QosRulesTest {
  @ParameterizedTest
  @CsvSource({"Guaranteed, GUARANTEED", "Burstable, BURSTABLE", "BestEffort, BEST_EFFORT"})
  void of_told_isTaken(String told, ServiceClass expected) {
    assertThat(qos("containers: [{name: a}]", "qosClass: " + told)).isEqualTo(expected);
  }

  @Test
  void of_unknownClass_isRefusedWithTheKnownOnes() {
    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> qos("containers: [{name: a}]", "qosClass: Golden"))
        .withMessageContaining("pod s/p: status.qosClass is 'Golden'")
        .withMessageContaining("use Guaranteed, Burstable or BestEffort");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // requests | limits | class
        "                    |                         | BEST_EFFORT",
        "cpu: 0              |                         | BEST_EFFORT",
        "cpu: 0, memory: 0   | cpu: 0                  | BEST_EFFORT",
        "ephemeral-storage: 1Gi |                      | BEST_EFFORT",
        "cpu: 1              |                         | BURSTABLE",
        "memory: 1Gi         |                         | BURSTABLE",
        "                    | cpu: 1                  | BURSTABLE",
        "cpu: 1, memory: 1Gi | cpu: 1                  | BURSTABLE",
        "cpu: 1, memory: 1Gi | cpu: 2, memory: 1Gi     | BURSTABLE",
        "cpu: 1, memory: 1Gi | cpu: 1, memory: 2Gi     | BURSTABLE",
        "cpu: 0, memory: 1Gi | cpu: 1, memory: 1Gi     | GUARANTEED",
        "cpu: 1, memory: 1Gi | cpu: 1, memory: 1Gi     | GUARANTEED",
        "cpu: 1, memory: 1Gi | cpu: 1000m, memory: 1024Mi | GUARANTEED",
        "                    | cpu: 1, memory: 1Gi     | GUARANTEED",
      })
  void of_nothingTold_isComputed(String requests, String limits, ServiceClass expected) {
    String container = "{name: a, resources: {requests: {" + none(requests) + "}, limits: {"
        + none(limits) + "}}}";

    assertThat(qos("containers: [" + container + "]", "phase: Running")).isEqualTo(expected);
  }

  @Test
  void of_severalContainers_countsAllAndInitToo() {
    String full = "resources: {limits: {cpu: 1, memory: 1Gi}}";

    assertThat(computed("containers: [{name: a, " + full + "}, {name: b, " + full + "}]"))
        .isEqualTo(ServiceClass.GUARANTEED);
    assertThat(computed("containers: [{name: a, " + full + "}, {name: b}]"))
        .isEqualTo(ServiceClass.BURSTABLE);
    assertThat(computed("containers: [{name: a, " + full + "}], initContainers: [{name: b}]"))
        .isEqualTo(ServiceClass.BURSTABLE);
  }

  @Test
  void of_podLevelResources_decideAlone() {
    String podLevel = "resources: {limits: {cpu: 1, memory: 1Gi}}, ";

    assertThat(computed(podLevel + "containers: [{name: a}, {name: b}]"))
        .isEqualTo(ServiceClass.GUARANTEED);
  }

  @Test
  void of_badMemory_isNamed() {
    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> computed("containers: [{name: a, resources: {limits: {memory: lots}}}]"))
        .withMessageContaining("container a: spec resources.limits.memory is 'lots'");
  }

  private static ServiceClass computed(String spec) {
    return qos(spec, "phase: Running");
  }

  private static ServiceClass qos(String spec, String status) {
    return TestPods.pod(spec, status).workload().serviceClass().orElseThrow();
  }

  private static String none(@Nullable String text) {
    return text == null ? "" : text;
  }
}
