package io.temper.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.TemperAgent;
import io.temper.testkit.JavaProgram;
import io.temper.testkit.cluster.AgentAccount;
import io.temper.testkit.cluster.AgentRight;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.LoopbackClient;
import io.temper.testkit.cluster.NeedsControlPlane;
import io.temper.testkit.cluster.NeedsHelm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The job that the chart runs before it is uninstalled: its command, as its account, with its rights. */
@NeedsControlPlane
@NeedsHelm
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterCleanupTest {
  private static final String DAEMON_SETS = "/apis/apps/v1/namespaces/temper/daemonsets";
  private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/temper/leases";
  private static final String AGENT = "/api/v1/nodes/a?fieldManager=temper-agent&force=true";
  private static final String NAME = "temper-cleanup";

  @TempDir
  private static Path folder;

  private static ControlPlane plane;
  private static LoopbackClient admin;
  private static AgentAccount account;
  private static List<JsonNode> chart;

  @BeforeAll
  static void install() throws Exception {
    plane = ControlPlane.start(Files.createDirectories(folder.resolve("plane")));
    admin = plane.admin();
    admin.create("/api/v1/namespaces", "{\"metadata\":{\"name\":\"temper\"}}");
    chart = HelmChart.render("cleanup.waitSeconds=2");
    ApiObjects.makeRights(admin, chart);
    account = AgentAccount.create(plane, NAME);
    for (String node : List.of("a", "b", "untouched")) {
      admin.create("/api/v1/nodes", """
          {"metadata":{"name":"%s","annotations":{"other.io/kept":"yes",
          "temper.io/safe-mode-requested":"true"}}}""".formatted(node));
    }
    for (String node : List.of("a", "b")) {
      apply(AGENT.replace("/a?", "/" + node + "?"), """
          {"apiVersion":"v1","kind":"Node","metadata":{"name":"%s","annotations":{"temper.io/agent-status":"stopped",
          "temper.io/pods-high":"2","temper.io/of-an-older-version":"x"}}}""".formatted(node));
      apply(LEASES + "/temper-agent-" + node + "?fieldManager=temper-agent", """
          {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"temper-agent-%s",
          "labels":{"app.kubernetes.io/managed-by":"temper-agent"}},"spec":{"holderIdentity":"x"}}""".formatted(node));
    }
    // Somebody has written over the agent, and so is its owner.
    admin.merge(
        "/api/v1/nodes/b?fieldManager=kubectl",
        "{\"metadata\":{\"annotations\":{\"temper.io/pods-high\":\"3\"}}}");
    admin.create(LEASES, "{\"metadata\":{\"name\":\"of-somebody-else\"}}");
    admin.create(DAEMON_SETS, """
        {"metadata":{"name":"temper-agent"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":
        {"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}""");
  }

  private static void apply(String path, String json) {
    var answer = admin.ask("PATCH", path, "application/apply-patch+yaml", json);
    assertThat(answer.code()).as(answer.body()).isBetween(200, 201);
  }

  @AfterAll
  static void end() {
    plane.close();
  }

  private static List<String> argumentsOfTheJob() {
    JsonNode job = chart.stream()
        .filter(object -> object.path("kind").asString().equals("Job"))
        .findFirst()
        .orElseThrow();
    JsonNode pod = job.at("/spec/template/spec");
    assertThat(pod.path("serviceAccountName").asString()).isEqualTo(NAME);
    JsonNode arguments = pod.at("/containers/0/args");
    return StreamSupport.stream(arguments.spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }

  private static String run(int exitCode) throws Exception {
    Path mounted = account.mount(folder.resolve("mounted"), account.unboundToken());
    var command =
        JavaProgram.command(TemperAgent.class, argumentsOfTheJob().toArray(String[]::new));
    command.add(1, "-Dtemper.serviceaccount=" + mounted);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("KUBECONFIG");
    builder.environment().put("KUBERNETES_SERVICE_HOST", plane.url().getHost());
    builder
        .environment()
        .put("KUBERNETES_SERVICE_PORT", String.valueOf(plane.url().getPort()));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
    return said;
  }

  @Test
  @Order(1)
  void cleanup_removesWhatAgentsWroteAndNothingElse() throws Exception {
    String said = run(0);
    // Nobody plays the garbage collector here, so a DaemonSet that waits for its pods stays for
    // ever.
    assertThat(said)
        .contains("deleted DaemonSet temper-agent\n")
        .contains("pods of DaemonSet temper-agent had not all ended in time")
        .contains("no DaemonSet temper-agent-canary\n")
        .contains("in the cluster at " + plane.url() + "\n")
        .contains("removed annotations of 2 nodes")
        .contains("deleted 2 leases");
    assertThat(admin.get(DAEMON_SETS + "/temper-agent"))
        .contains("\"deletionTimestamp\"", "\"foregroundDeletion\"");
    for (String node : List.of("a", "b", "untouched")) {
      assertThat(admin.get("/api/v1/nodes/" + node))
          .contains("\"other.io/kept\":\"yes\"", "\"temper.io/safe-mode-requested\":\"true\"")
          .doesNotContain("agent-status", "pods-high", "older-version", "temper-agent");
    }
    assertThat(admin.get(LEASES)).contains("of-somebody-else").doesNotContain("temper-agent-");
  }

  @Test
  @Order(2)
  void cleanup_again_findsNothingMore() throws Exception {
    admin.merge(DAEMON_SETS + "/temper-agent", "{\"metadata\":{\"finalizers\":null}}");
    assertThat(run(0))
        .contains(
            "no DaemonSet temper-agent\n", "removed annotations of 0 nodes", "deleted 0 leases")
        .doesNotContain("deleted DaemonSet", "left annotations");
  }

  @Test
  @Order(3)
  void rights_ofTheCleanup_areAllUsedAndNoneIsMissing() {
    var trail = new AuditTrail(plane.auditLog(), "system:serviceaccount:temper:" + NAME);
    Set<AgentRight> granted = new HashSet<>(GrantedRights.of(chart, NAME));
    assertThat(trail.used()).isEqualTo(granted);
    assertThat(trail.requests())
        .allSatisfy(request -> assertThat(request.code()).isNotIn(401, 403));
  }

  @Test
  @Order(4)
  void account_ofTheCleanup_mayOnlyRemoveAnnotationsOfAgents() {
    LoopbackClient client = plane.client(account.unboundToken());
    Stream.of(
            "{\"metadata\":{\"annotations\":{\"temper.io/agent-status\":\"x\"}}}",
            "{\"metadata\":{\"annotations\":{\"other.io/kept\":null}}}",
            "{\"metadata\":{\"annotations\":{\"temper.io/safe-mode-requested\":null}}}",
            "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}",
            "{\"spec\":{\"unschedulable\":true}}")
        .forEach(change -> {
          var answer = client.ask("PATCH", "/api/v1/nodes/a", BreakOut.MERGE, change);
          assertThat(answer.code()).as(change + answer.body()).isEqualTo(403);
          assertThat(answer.body()).contains("temper-agent-nodes");
        });
  }

  @Test
  @Order(5)
  void cleanup_withoutARight_saysWhichAndEndsWithOne() throws Exception {
    admin.delete("/apis/rbac.authorization.k8s.io/v1/namespaces/temper/rolebindings/" + NAME);
    assertThat(run(1)).contains("cannot delete resource \\\"daemonsets\\\"".replace("\\", ""));
  }
}
