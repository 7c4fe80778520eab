package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KubernetesPodsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void listOf_podsOfAClient_isWhatTheReaderOfTextMakes() throws IOException {
    PodList read = TestPods.read(TestPods.text("pods.json"));

    PodList listed = KubernetesPods.listOf(pods(TestPods.text("pods.json")));

    assertThat(listed)
        .isEqualTo(new PodList(read.byNode(), read.pending(), read.finished(), new TreeMap<>()));
  }

  @Test
  void listOf_realisticPods_isWhatTheReaderOfTextMakes() throws IOException {
    String json = KubectlPrinter.json(RealisticPods.list(50));

    assertThat(KubernetesPods.listOf(pods(json))).isEqualTo(TestPods.read(json));
  }

  @Test
  void listOf_emptyPod_isRefusedByItsPlace() {
    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> KubernetesPods.listOf(List.of(new Pod())))
        .withMessageStartingWith("pod list, item 0: pod (without a name): metadata.name");
  }

  @Test
  void listOf_badQuantity_namesPodContainerFieldAndValue() {
    Pod pod = new PodBuilder()
        .withNewMetadata()
        .withName("p")
        .withNamespace("s")
        .withUid("u")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("c")
        .withNewResources()
        .withRequests(Map.of("cpu", new Quantity("-1", "m")))
        .endResources()
        .endContainer()
        .endSpec()
        .build();

    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> KubernetesPods.listOf(List.of(pod)))
        .withMessageContaining("pod s/p, container c: spec resources.requests.cpu is '-1m'");
  }

  @Test
  void listOf_sameUidTwice_isRefused() throws IOException {
    List<Pod> pods = new ArrayList<>(pods(TestPods.text("pods.json")));
    pods.add(pods.get(3));

    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> KubernetesPods.listOf(pods))
        .withMessageStartingWith("pod list, item 11: pod default/resized: metadata.uid is ")
        .withMessageContaining("stands at pod list, item 3");
  }

  private static List<Pod> pods(String json) throws IOException {
    List<Pod> pods = new ArrayList<>();
    for (JsonNode item : MAPPER.readTree(json).get("items")) {
      if (item.get("kind").asText().equals("Pod")) {
        pods.add(MAPPER.treeToValue(item, Pod.class));
      }
    }
    return pods;
  }
}
