package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PodMapperTest {
  private static final String CONTAINERS = "containers: [{name: c}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // specification                              | priority
        "priority: 0                                  | none",
        "priority: null                               | none",
        "preemptionPolicy: Never                      | none",
        "'priority: 0, priorityClassName: \"\"'       | none",
        "'priority: 0, priorityClassName: plain'      | 0",
        "priority: 1                                  | 1",
        "priority: -1                                 | -1",
        "'priority: 1000000, priorityClassName: temper-critical' | 1000000",
        "'priority: 2000001000, priorityClassName: system-node-critical' | 2000001000",
        "priority: 2147483647                         | 2147483647",
        "priority: -2147483648                        | -2147483648",
      })
  void map_priority_isEmptyOnlyWhereNobodyChoseOne(String spec, String expected) {
    Workload workload = TestPods.pod(CONTAINERS + ", " + spec).workload();

    assertThat(workload.priority().isPresent() ? "" + workload.priority().getAsInt() : "none")
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "priority: 2147483648          | spec.priority is '2147483648': a priority is a whole number",
        "priority: 1.5                 | spec.priority is '1.5'",
        "priority: high                | spec.priority is 'high'",
        "priorityClassName: mine       | spec.priorityClassName is 'mine': the class is known by name only",
        "nodeName: '../etc'            | spec.nodeName is '../etc': that is not a Kubernetes name",
        "nodeName: Node-A              | that is not a Kubernetes name",
      })
  void map_badSpecification_isRefused(String spec, String problem) {
    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> TestPods.read("{kind: Pod, metadata: {name: p, namespace: s}, spec: {"
            + CONTAINERS + ", " + spec + "}}"))
        .withMessageContaining("pod s/p: ")
        .withMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "namespace: s                           | pod s/(without a name): metadata.name: the field is missing",
        "name: ''                               | metadata.name: the field is missing",
        "name: \"a\\u001b[31m\"                 | metadata.name is 'a?[31m': that is not a Kubernetes name",
        "'name: p, namespace: A'                | metadata.namespace is 'A'",
        "'name: p, uid: ../../x'                | metadata.uid is '../../x': that is not a uid",
        "'name: p, uid: \"\"'                   | metadata.uid: that is not a uid",
        "'name: p, uid: a/b'                    | that is not a uid",
        "'name: p, annotations: {kubernetes.io/config.mirror: x, kubernetes.io/config.hash: ../x}' | config.hash",
      })
  void map_badMetadata_isRefused(String metadata, String problem) {
    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() ->
            TestPods.read("{kind: Pod, metadata: {" + metadata + "}, spec: {" + CONTAINERS + "}}"))
        .withMessageContaining(problem);
  }

  @Test
  void map_noContainers_isRefused() {
    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> TestPods.pod("containers: []"))
        .withMessageContaining("spec.containers: a pod has at least one container");
  }

  @Test
  void map_noNamespaceAndNoUid_isAPodWrittenByHand() {
    PodList list = TestPods.read("{kind: Pod, metadata: {name: p}, spec: {" + CONTAINERS + "}}");

    ListedPod pod = list.pending().get(0);
    assertThat(pod.workload().id()).isEqualTo(WorkloadId.of("default", "p"));
    assertThat(pod.cgroupCandidates()).isEmpty();
    assertThat(pod.phase()).isEqualTo(PodPhase.PENDING);
  }

  @ParameterizedTest
  @EnumSource(PodPhase.class)
  void map_phase_isTold(PodPhase phase) {
    String name = phase.name().charAt(0) + phase.name().substring(1).toLowerCase(Locale.ROOT);

    PodList list = TestPods.read(TestPods.yaml(CONTAINERS, "phase: " + name));

    assertThat(list.all()).extracting(ListedPod::phase).containsExactly(phase);
    assertThat(list.finished()).hasSize(phase.isFinished() ? 1 : 0);
  }

  @Test
  void map_unknownPhase_isRefused() {
    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> TestPods.pod(CONTAINERS, "phase: Sleeping"))
        .withMessageContaining("status.phase is 'Sleeping'")
        .withMessageContaining("Pending, Running, Succeeded, Failed or Unknown");
  }

  @Test
  void map_staticPod_isFoundByItsHash() {
    ListedPod pod = goldenPod("kube-apiserver-node-a");

    assertThat(pod.mirror()).isTrue();
    assertThat(pod.cgroupCandidates())
        .extracting(CgroupPath::value)
        .contains(
            "/kubepods.slice/kubepods-burstable.slice/"
                + "kubepods-burstable-pod0a1b2c3d4e5f60718293a4b5c6d7e8f9.slice",
            "/kubepods/burstable/pod0a1b2c3d4e5f60718293a4b5c6d7e8f9");
  }

  @Test
  void map_terminatingPod_isToldAndStillOnItsNode() {
    ListedPod pod = goldenPod("leaving");

    assertThat(pod.terminating()).isTrue();
    assertThat(pod.workload().nodeName()).contains("node-a");
  }

  @Test
  void map_images_areOfWhatKeepsRunning() {
    assertThat(goldenPod("web-7d9c5b8f6d-x2x4k").workload().images())
        .containsExactly("registry.example.com/shop/web:2.3.1", "docker.io/istio/proxyv2:1.27.0");
  }

  @Test
  void map_annotations_areKeptButForTheCopyOfTheManifest() {
    assertThat(goldenPod("redis-0").workload().annotations())
        .containsOnlyKeys("temper.io/workload-profile");
  }

  private static ListedPod goldenPod(String name) {
    return TestPods.read(TestPods.text("pods.yaml")).all().stream()
        .filter(pod -> pod.workload().id().name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
