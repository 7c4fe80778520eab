package io.temper.k8s.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.k8s.Eventually;
import io.temper.k8s.api.ApiServer;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.spi.SafeModeSource;
import io.temper.testkit.cluster.AgentRight;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.LoopbackClient;
import io.temper.testkit.cluster.NeedsControlPlane;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps up with a real API server. Each test has a node of its own. */
@NeedsControlPlane
class ClusterWatchTest {
  /** What the tests hold themselves to on a busy machine; an event takes milliseconds. */
  private static final Duration BOUND = Duration.ofSeconds(30);

  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static int count;

  @TempDir
  private static Path folder;

  private static ControlPlane plane;
  private static LoopbackClient admin;

  private String node = "";
  private KubernetesNode watched;
  private NodePods pods;
  private NodeSafeMode safeMode;

  @BeforeAll
  static void startApiServer() {
    plane = ControlPlane.start(folder);
    admin = plane.admin();
    allow("[list, watch]", "[list, watch]");
    admin.create("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """
        {"metadata":{"name":"temper-agent"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io",
        "kind":"ClusterRole","name":"temper-agent"},"subjects":[{"kind":"User",
        "apiGroup":"rbac.authorization.k8s.io","name":"%s"}]}""".formatted(
            ControlPlane.AGENT_USER));
  }

  @AfterAll
  static void stopApiServer() {
    plane.close();
  }

  /** Lets the agent do this with pods and with nodes. */
  private static void allow(String podVerbs, String nodeVerbs) {
    String rules = """
        "rules":[{"apiGroups":[""],"resources":["pods"],"verbs":%s},
        {"apiGroups":[""],"resources":["nodes"],"verbs":%s}]""".formatted(quoted(podVerbs), quoted(nodeVerbs));
    String path = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
    try {
      admin.merge(path + "/temper-agent", "{" + rules + "}");
    } catch (TemperException e) {
      admin.create(path, "{\"metadata\":{\"name\":\"temper-agent\"}," + rules + "}");
    }
  }

  private static String quoted(String verbs) {
    return verbs.replaceAll("([a-z]+)", "\"$1\"");
  }

  @BeforeEach
  void watchANode() {
    node = "n" + count++;
    // Who wrote what is noted only of objects in which whoever made them set a field.
    admin.create(
        "/api/v1/nodes",
        "{\"metadata\":{\"name\":\"" + node + "\",\"labels\":{\"test\":\"yes\"}}}");
    ApiServer server = ApiServer.of(plane.kubeconfig(ControlPlane.AGENT));
    watched = new KubernetesNode(node, server, Ticker.system());
    pods = watched.workloads(paths -> Optional.of(paths.get(0)));
    safeMode = watched.safeMode(AnnotationPrefixes.STANDARD);
  }

  @AfterEach
  void ceaseToWatch() {
    watched.close();
  }

  private void awaitWatching() {
    watched.start();
    Eventually.holds(
        () -> watched.pods().tally().watches() > 0 && watched.object().tally().watches() > 0,
        () -> List.of(watched.pods(), watched.object()));
  }

  private String pod(String name, String cpu) {
    return """
        {"metadata":{"name":"%s"},"spec":{"nodeName":"%s","containers":[{"name":"c","image":"i",
        "resources":{"requests":{"cpu":"%s"}}}]}}""".formatted(name, node, cpu);
  }

  private Map<String, CpuQuantity> requests() {
    return pods.workloads().stream()
        .collect(Collectors.toMap(workload -> workload.id().name(), Workload::request));
  }

  /** Waits until exactly these pods are known, and says how long it took. */
  private Duration awaitPods(String... names) {
    long start = System.nanoTime();
    Eventually.holds(() -> requests().keySet().equals(Set.of(names)), () -> watched.pods());
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void annotate(String json) {
    admin.merge(
        "/api/v1/nodes/" + node + "?fieldManager=kubectl-annotate",
        "{\"metadata\":{\"annotations\":{" + json + "}}}");
  }

  private Optional<SafeModeSource.Request> awaitSafeMode(boolean asked) {
    Eventually.holds(() -> safeMode.asked().isPresent() == asked, () -> watched.object());
    return safeMode.asked();
  }

  @Test
  void workloads_podsComeChangeAndGo_areHeardWithinTheBound(TestReporter reporter) {
    awaitWatching();
    assertThat(pods.workloads().size()).isZero();
    admin.create(PODS, pod("a-" + node, "250m"));
    Duration added = awaitPods("a-" + node);
    assertThat(requests()).containsValue(CpuQuantity.ofMillis(250));

    admin.merge(
        PODS + "/a-" + node + "/status?fieldManager=kubelet",
        "{\"status\":{\"phase\":\"Running\",\"containerStatuses\":[{\"name\":\"c\",\"image\":\"i\","
            + "\"imageID\":\"\",\"ready\":true,\"restartCount\":0,\"resources\":{\"requests\":"
            + "{\"cpu\":\"100m\"}}}]}}");
    Eventually.holds(
        () -> CpuQuantity.ofMillis(100).equals(requests().get("a-" + node)), () -> watched.pods());

    admin.delete(PODS + "/a-" + node);
    long start = System.nanoTime();
    Eventually.holds(() -> !requests().containsKey("a-" + node), () -> watched.pods());
    Duration deleted = Duration.ofNanos(System.nanoTime() - start);

    reporter.publishEntry("pod heard ms", String.valueOf(added.toMillis()));
    reporter.publishEntry("deletion heard ms", String.valueOf(deleted.toMillis()));
    assertThat(added).isLessThan(BOUND);
    assertThat(deleted).isLessThan(BOUND);
    assertThat(watched.pods().tally().lists()).isOne();
  }

  @Test
  void workloads_podOfAnotherNode_isNeverHeard() {
    awaitWatching();
    admin.create(
        PODS, pod("other-" + node, "1").replace("\"nodeName\":\"" + node, "\"nodeName\":\"x"));
    admin.create(PODS, pod("own-" + node, "1"));
    awaitPods("own-" + node);
    assertThat(watched.pods().tally().events()).isOne();
  }

  @Test
  void workloads_hundredPodsAtOnce_areAllHeardWithOneList() {
    awaitWatching();
    for (int i = 0; i < 100; i++) {
      admin.create(PODS, pod("many-" + i + "-" + node, "10m"));
    }
    Eventually.holds(() -> requests().size() == 100, () -> watched.pods().tally());
    assertThat(watched.pods().tally().lists()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"temper.io", "infera.io", "temper.codes"})
  void safeMode_annotationSetAndRemoved_isHeardUnderEachPrefix(String prefix) {
    awaitWatching();
    assertThat(awaitSafeMode(false)).isEmpty();
    annotate("\"" + prefix + "/safe-mode-requested\":\"true\"");
    assertThat(awaitSafeMode(true)).hasValueSatisfying(request -> {
      assertThat(request.by())
          .matches("kubectl-annotate at \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
      assertThat(request.reason())
          .isEqualTo("node " + node + " has " + prefix + "/safe-mode-requested=true");
    });
    annotate("\"" + prefix + "/safe-mode-requested\":null");
    awaitSafeMode(false);
    assertThat(watched.object().tally().lists()).isOne();
  }

  @Test
  void apiServerStopped_whatWasHeardStaysAndItIsSaid_untilItIsBack() {
    awaitWatching();
    admin.create(PODS, pod("before-" + node, "1"));
    annotate("\"temper.io/safe-mode-requested\":\"true\"");
    awaitPods("before-" + node);
    awaitSafeMode(true);

    plane.stopApiServer();
    Eventually.holds(
        () -> watched.pods().trouble() != null && watched.object().trouble() != null,
        () -> watched.pods());
    assertThat(requests()).containsOnlyKeys("before-" + node);
    assertThat(safeMode.asked()).isPresent();
    assertThat(pods.notes())
        .singleElement()
        .asString()
        .contains("the pods of node " + node)
        .contains("what was heard before stays in force, since ");
    assertThat(watched.outage()).hasValueSatisfying(outage -> assertThat(outage)
        .startsWith("nothing new is heard from the API server at https://127."));
    assertThat(watched.watches()).allSatisfy(watch -> {
      assertThat(watch.reachable()).isFalse();
      assertThat(watch.age()).isPositive();
      assertThat(watch.failures()).isPositive();
    });

    plane.startApiServer();
    // What the API server remembers begins with its start, so the watch goes on from a list.
    admin.create(PODS, pod("after-" + node, "1"));
    awaitPods("before-" + node, "after-" + node);
    annotate("\"temper.io/safe-mode-requested\":null");
    awaitSafeMode(false);
    Eventually.holds(() -> pods.notes().isEmpty(), pods::notes);
    assertThat(watched.outage()).isEmpty();
    assertThat(watched.watches()).allMatch(ApiServerObservation.Watch::reachable);
    assertThat(watched.pods().tally().lists()).isLessThanOrEqualTo(2);
  }

  @Test
  void rbac_listOfPodsMissing_isSaidWithRemedyAndHealsByItself() {
    allow("[watch]", "[list, watch]");
    admin.awaitAllowed(new AgentRight("list", "", "pods", ""), false);
    try {
      watched.start();
      Eventually.holds(() -> watched.pods().trouble() != null, () -> watched.pods());
      assertThatExceptionOfType(TemperException.class)
          .isThrownBy(pods::workloads)
          .withMessageStartingWith(
              "the pods of node " + node + " are not known yet: cannot list the")
          .withMessageContaining("403")
          .withMessageContaining("pods is forbidden: User \"" + ControlPlane.AGENT_USER
              + "\" cannot list resource \"pods\"")
          .withMessageContaining("docs/kubernetes.md");
    } finally {
      allow("[list, watch]", "[list, watch]");
    }
    Eventually.holds(() -> watched.pods().all().isPresent(), () -> watched.pods());
  }

  @Test
  void rbac_watchOfNodesMissing_isSaidWhileTheListCounts() {
    allow("[list, watch]", "[list]");
    admin.awaitAllowed(new AgentRight("watch", "", "nodes", ""), false);
    try {
      watched.start();
      Eventually.holds(() -> watched.object().trouble() != null, () -> watched.object());
      assertThat(String.valueOf(watched.object().trouble()))
          .startsWith("cannot watch node " + node)
          .contains("403");
      assertThat(safeMode.asked()).isEmpty();
    } finally {
      allow("[list, watch]", "[list, watch]");
    }
    Eventually.holds(() -> watched.object().trouble() == null, () -> watched.object());
  }

  @Test
  void noSuchNode_isSaid() {
    try (var other = new KubernetesNode(
        "typo", ApiServer.of(plane.kubeconfig(ControlPlane.AGENT)), Ticker.system())) {
      other.start();
      Eventually.holds(() -> other.object().all().isPresent(), () -> other.object());
      assertThatExceptionOfType(TemperException.class)
          .isThrownBy(other.safeMode(AnnotationPrefixes.STANDARD)::asked)
          .withMessageContaining("no node of that name");
    }
  }

  @Test
  void wrongToken_isSaid() {
    try (var other =
        new KubernetesNode(node, ApiServer.of(plane.kubeconfig("nobody")), Ticker.system())) {
      other.start();
      Eventually.holds(() -> other.pods().trouble() != null, () -> other.pods());
      assertThat(String.valueOf(other.pods().trouble()))
          .contains("401")
          .contains("check the token of the agent's service account");
    }
  }
}
