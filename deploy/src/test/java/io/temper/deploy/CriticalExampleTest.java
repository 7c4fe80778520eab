package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.LoopbackClient.Answer;
import io.temper.testkit.cluster.NeedsControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the examples say about who may use the critical tier holds at a real API server. */
@NeedsControlPlane
class CriticalExampleTest {
  @TempDir
  private static Path folder;

  private static ControlPlane plane;
  private static Objects objects;

  @BeforeAll
  static void startApiServer() throws IOException {
    plane = ControlPlane.start(folder);
    objects = new Objects(plane.admin());
    objects.createAll("""
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, labels: {temper.io/critical: allowed}}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: batch}
        ---
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: temper-critical}
        value: 1000000
        ---
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: of-somebody-else}
        value: 1000001
        ---
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: nearly}
        value: 999999
        """);
    objects.createAll(example("critical-namespaces.yaml"));
    // A policy counts a moment after it was made.
    Objects.await("the policy", () -> tryPod("batch", "temper-critical", "1").code() == 403);
  }

  @AfterAll
  static void stopApiServer() {
    plane.close();
  }

  @Test
  void criticalPod_isTakenWhereTheNamespaceAllowsIt() {
    assertThat(tryPod("shop", "temper-critical", "1").code()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "temper-critical, 1000000",
    "of-somebody-else, 1000001",
    "system-cluster-critical, 2000000000"
  })
  void criticalPod_elsewhere_isRefusedWithAReasonWhateverItsClass(String name, String priority) {
    assertThat(tryPod("batch", name, "1").body())
        .contains("namespace batch has no pods of priority " + priority + ", which is critical");
    assertThat(tryPod("shop", name, "1").code()).isEqualTo(201);
  }

  @Test
  void podsOfTheCluster_needNoLabel() {
    assertThat(tryPod("kube-system", "system-node-critical", "1").code()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nearly"})
  void otherPods_areNobodysBusiness(String name) {
    assertThat(tryPod("batch", name, "1").code()).isEqualTo(201);
  }

  @Test
  void quota_isTakenAsItIs() throws IOException {
    for (Manifest quota : Manifest.all(example("critical-quota.yaml"))) {
      Answer answer = objects.tryStrictly(quota, "shop");

      assertThat(answer.code()).as(answer.body()).isEqualTo(201);
      assertThat(answer.warnings()).isEmpty();
    }
  }

  private static String example(String name) throws IOException {
    return Files.readString(Chart.ROOT.resolve("docs/examples").resolve(name));
  }

  private static Answer tryPod(String namespace, String priorityClass, String cpu) {
    List<Manifest> pod = Manifest.all("""
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          priorityClassName: "%s"
          containers: [{name: web, image: web, resources: {requests: {cpu: "%s"}}}]
        """.formatted(priorityClass, cpu));
    return objects.tryStrictly(pod.get(0), namespace);
  }
}
