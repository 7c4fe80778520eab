package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.k8s.text.UnreadableTextException;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
  private static final String MANIFESTS = """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
        annotations:
          a: b
      spec:
        priorityClassName: temper-high
        containers:
          - name: side
          - name: main
            resources:
              requests: {cpu: 500m}
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: bare
      spec:
        containers:
          - name: main
      """;

  private static final String DEPLOYMENT = """
      apiVersion: apps/v1
      kind: %s
      metadata:
        name: web
        namespace: shop
        annotations: {of: controller}
      spec:
        replicas: 3
        template:
          metadata:
            name: other
            annotations:
              of: pod
          spec:
            priority: 7
            containers:
              - name: main
                resources:
                  requests: {cpu: 250m}
      status:
        replicas: 3
      """;

  private static ManifestPods read(String text) {
    return PodListReader.readManifests(
        "m.yaml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Workload only(ManifestPods manifests) {
    return manifests.pods().all().get(0).workload();
  }

  @Test
  void readManifests_lines_areThoseOfTheParts() {
    ManifestPods manifests = read(MANIFESTS);

    assertThat(manifests.lines().get(WorkloadId.of("shop", "web")))
        .isEqualTo(new PodLines("m.yaml", 1, 13, 9, 6, Map.of("main", 13)));
    assertThat(manifests.lines().get(WorkloadId.of("default", "bare")))
        .isEqualTo(new PodLines("m.yaml", 16, 22, 0, 0, Map.of()));
  }

  @Test
  void readManifests_podLevelResources_areTheResources() {
    ManifestPods manifests = read("""
        kind: Pod
        metadata: {name: p}
        spec:
          initContainers:
            - name: init
              resources: {}
          containers:
            - name: main
              resources: {}
          resources: {}
        """);
    assertThat(manifests.lines())
        .containsValue(new PodLines("m.yaml", 1, 10, 0, 0, Map.of("init", 6, "main", 9)));
  }

  @Test
  void readManifests_json_hasLinesToo() {
    ManifestPods manifests = read("""
        {"kind": "List", "items": [
          {"kind": "Pod", "metadata": {"name": "p"},
           "spec": {"priority": 5, "containers": [
              {"name": "c", "resources": {}}]}}]}
        """);
    assertThat(manifests.lines().get(WorkloadId.of("default", "p")))
        .isEqualTo(new PodLines("m.yaml", 2, 4, 3, 0, Map.of("c", 4)));
  }

  @ParameterizedTest
  @CsvSource({
    "temper-critical, 1000000",
    "temper-high, 100000",
    "temper-normal, 0",
    "temper-low, -100",
    "temper-background, -1000",
    "system-cluster-critical, 2000000000",
    "system-node-critical, 2000001000",
  })
  void readManifests_wellKnownClass_hasItsNumber(String name, int number) {
    assertThat(only(read(classNamed(name))).priority()).isEqualTo(OptionalInt.of(number));
  }

  @Test
  void readManifests_otherClass_leavesThePriorityOpen() {
    Workload workload = only(read(classNamed("gold")));

    assertThat(workload.priority()).isEmpty();
    assertThat(workload.priorityClassName()).contains("gold");
  }

  @Test
  void read_classWithoutNumber_isRefusedAsBefore() {
    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> TestPods.read(classNamed("temper-high")));
  }

  private static String classNamed(String name) {
    return "kind: Pod\nmetadata: {name: p}\nspec:\n  priorityClassName: " + name
        + "\n  containers: [{name: c}]\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"})
  void readManifests_template_isOnePodOfItsController(String kind) {
    ManifestPods manifests = read(DEPLOYMENT.formatted(kind));
    Workload workload = only(manifests);

    assertThat(manifests.pods().all()).hasSize(1);
    assertThat(manifests.pods().otherKinds()).isEmpty();
    assertThat(workload.id()).isEqualTo(new WorkloadId("shop", "web", kind + "/shop/web"));
    assertThat(workload.request().millis()).isEqualTo(250);
    assertThat(workload.priority()).hasValue(7);
    assertThat(workload.annotations()).containsOnlyKeys("of").containsValue("pod");
    assertThat(manifests.lines().get(workload.id()))
        .isEqualTo(new PodLines("m.yaml", 1, 18, 15, 12, Map.of("main", 18)));
  }

  @Test
  void readManifests_cronJob_isThePodOfItsJob() {
    Workload workload = only(read("""
        kind: CronJob
        metadata: {name: nightly}
        spec:
          schedule: "0 0 * * *"
          jobTemplate:
            spec:
              template:
                spec:
                  containers: [{name: c, resources: {requests: {cpu: 2}}}]
        """));
    assertThat(workload.id())
        .isEqualTo(new WorkloadId("default", "nightly", "CronJob/default/nightly"));
    assertThat(workload.request().millis()).isEqualTo(2000);
  }

  @Test
  void readManifests_templateWithoutAnnotations_hasNoneOfItsController() {
    Workload workload = only(read("""
        spec: {template: {spec: {containers: [{name: c}]}}}
        metadata: {name: web, annotations: {of: controller}}
        kind: Deployment
        """));
    assertThat(workload.annotations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{spec: {template: {spec: %s}}, kind: Deployment, metadata: {name: web}}",
        "{spec: {jobTemplate: {spec: {template: {spec: %s}}}}, kind: CronJob, metadata: {name: web}}",
        "{spec: %s, kind: Pod, metadata: {name: web}}",
        "{items: [{spec: {template: {spec: %s}}, kind: Job, metadata: {name: web}}], kind: List}",
      })
  void readManifests_specBeforeKind_isThePodAllTheSame(String object) {
    ManifestPods manifests =
        read(object.formatted("{containers: [{name: c, resources: {requests: {cpu: 2}}}]}"));

    assertThat(manifests.pods().otherKinds()).isEmpty();
    assertThat(only(manifests).id().toString()).isEqualTo("default/web");
    assertThat(only(manifests).request().millis()).isEqualTo(2000);
  }

  @Test
  void readManifests_templateBeforeAnotherKind_isPassedOver() {
    ManifestPods manifests = read("{spec: {template: {spec: {priority: 1}}}, kind: Rollout}");

    assertThat(manifests.pods().all()).isEmpty();
    assertThat(manifests.pods().otherKinds()).containsEntry("Rollout", 1);
  }

  /** Argo's and others' templates are lists, or text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "template: text",
        "template: [{a: [b]}]",
        "template: *alias",
        "jobTemplate: [1]",
        "jobTemplate: {spec: text}",
        "jobTemplate: {spec: [1]}",
        "jobTemplate: {spec: [{a: [b]}]}",
        "jobTemplate: {spec: {template: 1}}",
      })
  void readManifests_templateThatIsNoObjectBeforeAKindWithout_isPassedOver(String spec) {
    String pod = "\n---\n{spec: {containers: [{name: c}]}, kind: Pod, metadata: {name: p}}";
    ManifestPods manifests = read("{spec: {" + spec + "}, kind: Workflow}" + pod);

    assertThat(manifests.pods().all()).hasSize(1);
    assertThat(manifests.pods().otherKinds()).containsEntry("Workflow", 1);
    assertThat(
            read("{spec: {" + spec + ", containers: [{name: c}]}, kind: Pod, metadata: {name: p}}")
                .pods()
                .all())
        .hasSize(1);
  }

  /** Whatever their parts are called: only of kinds that are read is it known what they look like. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: text",
        "spec: [{a: [b]}]",
        "spec: *alias",
        "spec: {priority: {a: [b]}, c: {d: e}}",
        "spec: {containers: [{name: c}, {name: [d]}, {name: {e: f}}], g: h}",
        "spec: {containers: [{resources: {requests: {cpu: [1]}}, a: b}], c: {d: e}}",
        "spec: {template: {spec: {containers: text}, a: b}, c: {d: e}}",
        "spec: {template: {metadata: [a]}}",
        "metadata: text",
        "metadata: {name: [a], b: {c: d}}",
        "metadata: {name: a, b: c, name: {d: e}}",
        "spec: {a: {b: c}, a: {d: e}, f: g}",
        "spec: {template: {spec: {a: {b: c}, a: {d: e}}, f: g}}",
        "status: text",
        "status: {phase: {a: b}, c: d}",
        "items: text",
        "items: {a: [b]}",
      })
  void readManifests_anyPartOfAnotherKind_isPassedOverWhereverTheKindStands(String part) {
    String pod = "\n---\n{spec: {containers: [{name: c}]}, kind: Pod, metadata: {name: p}}";
    for (String object : List.of("{" + part + ", kind: Odd}", "{kind: Odd, " + part + "}")) {
      for (String text : List.of(object, "{items: [" + object + "], kind: List}")) {
        ManifestPods manifests = read(text + pod);
        assertThat(manifests.pods().all()).as(text).hasSize(1);
        assertThat(manifests.pods().otherKinds()).as(text).containsExactly(Map.entry("Odd", 1));
        assertThat(TestPods.read(text).otherKinds()).as(text).containsExactly(Map.entry("Odd", 1));
      }
    }
  }

  @Test
  void readManifests_anyPartOfAnotherKindAsJson_isPassedOver() {
    String odd =
        "{\"spec\":{\"containers\":[{\"name\":[{\"a\":1}],\"b\":{\"c\":[2]}}],\"d\":{\"e\":3}},"
            + "\"kind\":\"Odd\"}";
    String pod =
        "{\"spec\":{\"containers\":[{\"name\":\"c\"}]},\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"}}";
    ManifestPods manifests = read("{\"items\":[" + odd + "," + pod + "],\"kind\":\"List\"}");
    assertThat(manifests.pods().all()).hasSize(1);
    assertThat(manifests.pods().otherKinds()).containsExactly(Map.entry("Odd", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{spec: text, kind: Pod}",
        "{spec: {containers: text}, kind: Pod}",
        "{status: text, kind: Pod}",
        "{spec: text, kind: Deployment}",
        "{spec: {template: {spec: {containers: text}}}, kind: Deployment}",
        "{metadata: text, kind: Job}",
        "{metadata: text, items: [], kind: List}",
        "{items: text, kind: List}",
        "{kind: PodList, items: text}",
        "{items: text, kind: DeploymentList}",
        "{items: text}",
        "{spec: text}",
      })
  void readManifests_partOfAKindThatIsRead_isRefusedWithItsPlace(String object) {
    assertThatExceptionOfType(UnreadableTextException.class)
        .isThrownBy(() -> read(object))
        .withMessageContaining("m.yaml:1:" + (object.indexOf("text") + 1) + ":")
        .withMessageContaining("found 'text'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{spec: {twice: 1, twice: 2}, kind: Pod}",
        "{kind: Pod, spec: {twice: 1, twice: 2}}",
        "{spec: {template: {twice: 1, twice: 2}}, kind: Deployment}",
        "{spec: {twice: 1, twice: 2}}",
      })
  void readManifests_keyGivenTwiceInAKindThatIsRead_isRefusedWithItsPlace(String object) {
    assertThatExceptionOfType(UnreadableTextException.class)
        .isThrownBy(() -> read(object))
        .withMessageContaining("m.yaml:1:" + (object.lastIndexOf("twice") + 1))
        .withMessageContaining("the key 'twice' is given twice");
  }

  /** What cannot be read at all is no kind's. */
  @Test
  void readManifests_textBreaksOffInAnotherKind_isRefused() {
    assertThatExceptionOfType(UnreadableTextException.class)
        .isThrownBy(() -> read("{spec: {containers: text, a: [b"))
        .withMessageContaining("not valid YAML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: Deployment, spec: {template: text}}",
        "{spec: {template: text}, kind: Deployment}",
        "{spec: {jobTemplate: {spec: {template: text}}}, kind: CronJob}",
        "{items: [{spec: {template: text}}], kind: DeploymentList}",
      })
  void readManifests_templateThatIsNoObjectOfAKindWithOne_isRefusedWithItsPlace(String object) {
    assertThatExceptionOfType(UnreadableTextException.class)
        .isThrownBy(() -> read(object))
        .withMessageMatching("(?s)m.yaml:1:\\d+: template: expected an object, found 'text'; .*")
        .withMessageContaining("1:" + (object.indexOf("text") + 1) + ":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: DeploymentList, items: [%s]}",
        "{items: [%s], kind: DeploymentList}",
      })
  void readManifests_listOfAKindThatMakesPods_isReadWhereverItsKindStands(String list) {
    String item = "{metadata: {name: web}, spec: {template: {spec: {containers: [{name: c}]}}}}";
    ManifestPods manifests = read(list.formatted(item));

    assertThat(only(manifests).id())
        .isEqualTo(new WorkloadId("default", "web", "Deployment/default/web"));
  }

  @Test
  void readManifests_listOfAnotherKind_isRefused() {
    assertThatExceptionOfType(UnreadableTextException.class)
        .isThrownBy(() -> read("{kind: ServiceList, items: [{metadata: {name: web}}]}"))
        .withMessageContaining("holds no pods: its kind is 'ServiceList'");
  }

  @Test
  void readManifests_generateName_isTheNameOfEach() {
    String job = """
        kind: Job
        metadata: {generateName: report-}
        spec: {template: {spec: {containers: [{name: c}]}}}
        """;

    assertThat(read(job + "---\n" + job).pods().all())
        .hasSize(2)
        .allSatisfy(pod -> assertThat(pod.workload().id().toString()).isEqualTo("default/report-"));
  }

  @Test
  void readManifests_twoKindsOfOneName_areTwoWorkloads() {
    ManifestPods manifests =
        read(DEPLOYMENT.formatted("Deployment") + "---\n" + DEPLOYMENT.formatted("Job"));

    assertThat(manifests.pods().all()).hasSize(2);
    assertThat(manifests.lines().values().stream().map(PodLines::pod))
        .containsExactlyInAnyOrder(1, 1 + (int) DEPLOYMENT.lines().count() + 1);
  }

  @Test
  void readManifests_oneKindTwice_isRefused() {
    String twice =
        DEPLOYMENT.formatted("Deployment") + "---\n" + DEPLOYMENT.formatted("Deployment");
    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> read(twice))
        .withMessageContaining("stands at m.yaml:1:1");
  }

  @Test
  void read_deployment_isPassedOverAsBefore() {
    PodList list = TestPods.read(DEPLOYMENT.formatted("Deployment"));

    assertThat(list.all()).isEmpty();
    assertThat(list.otherKinds()).containsEntry("Deployment", 1);
  }

  @Test
  void readManifests_otherKinds_arePassedOver() {
    assertThat(read("kind: Service\nspec: {template: {spec: {}}}\n").pods().otherKinds())
        .containsEntry("Service", 1);
  }
}
