package io.temper.k8s.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.k8s.Eventually;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.watch.KubernetesNode;
import io.temper.k8s.watch.NodePods;
import io.temper.k8s.watch.NodeSafeMode;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.NodeState;
import io.temper.testkit.cluster.AgentAccount;
import io.temper.testkit.cluster.AgentRight;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.LoopbackClient;
import io.temper.testkit.cluster.NeedsControlPlane;
import io.temper.workload.AnnotationPrefixes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an agent may do with a real API server, and each of it missing in turn: it is said with the remedy, the
 * rest goes on, and it heals by itself.
 */
@NeedsControlPlane
class ClusterRightsTest {
  /** One node asks a server of its own: the cases need not wait for what spares one with a fleet. */
  private static final NodeReporter.Pace PACE =
      new NodeReporter.Pace(Duration.ofMillis(200), Duration.ofMillis(500));

  private static final AtomicInteger COUNT = new AtomicInteger();

  @TempDir
  private static Path folder;

  private static ControlPlane plane;
  private static LoopbackClient admin;
  private static AgentAccount account;

  private final String name = "n" + COUNT.incrementAndGet();
  private KubernetesNode node;
  private NodePods pods;
  private NodeSafeMode safeMode;
  private NodeReporter reporter;

  @BeforeAll
  static void startApiServer() {
    plane = ControlPlane.start(folder);
    admin = plane.admin();
    account = AgentAccount.create(plane);
  }

  @AfterAll
  static void stopApiServer() {
    plane.close();
  }

  @BeforeEach
  void makeTheNode() {
    admin.create(
        "/api/v1/nodes", "{\"metadata\":{\"name\":\"" + name + "\",\"labels\":{\"a\":\"b\"}}}");
    ApiServer server = ApiServer.of(plane.kubeconfig(account.tokenOn(name)));
    node = new KubernetesNode(name, server, Ticker.system());
    pods = node.workloads(paths -> Optional.of(paths.get(0)));
    safeMode = node.safeMode(AnnotationPrefixes.STANDARD);
    reporter = new NodeReporter(
        new NodeReporter.Target(
            server,
            name,
            node::uid,
            AgentAccount.NAMESPACE,
            "agent-1",
            AnnotationPrefixes.STANDARD,
            () -> new NodeKernel("6.18", "FL2")),
        Ticker.system(),
        PACE);
  }

  @AfterEach
  void ceaseToWatch() {
    reporter.close();
    node.close();
  }

  private static List<AgentRight> allBut(AgentRight missing) {
    return AgentRight.ALL.stream().filter(Predicate.not(missing::equals)).toList();
  }

  static List<AgentRight> rights() {
    return AgentRight.ALL;
  }

  private List<String> notes() {
    return Stream.of(
            pods.notes().stream(),
            Optional.ofNullable(node.object().trouble()).stream().map(String::valueOf),
            reporter.notes().stream())
        .flatMap(notes -> notes)
        .toList();
  }

  /** Begins, and lets something happen that is worth an event. */
  private void start() {
    node.start();
    reporter.start();
    reporter.tell(SampleStatus.enforcing(1));
    Eventually.holds(this::lookedOnce, this::notes);
    reporter.tell(SampleStatus.in(new NodeState.SafeMode(List.of(
        new SafeModeRequest(SafeModeOrigin.COMMAND, "somebody", "a test", SampleStatus.NOW)))));
  }

  private boolean lookedOnce() {
    return admin
            .ask("GET", "/api/v1/nodes/" + name, ApiServer.JSON, "")
            .body()
            .contains("agent-status")
        || !reporter.notes().isEmpty();
  }

  private boolean everythingWorks() {
    return node.pods().tally().watches() > 0
        && node.object().tally().watches() > 0
        && notes().isEmpty()
        && admin.get("/api/v1/nodes/" + name).contains("\"temper.io/agent-status\":\"safe-mode\"")
        && admin.get("/api/v1/namespaces/default/events").contains("\"name\":\"" + name + ".")
        && admin
            .get("/apis/coordination.k8s.io/v1/namespaces/temper/leases")
            .contains("\"temper-agent-" + name + "\"");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rights")
  void right_missing_isSaidWithRemedyTheRestGoesOnAndItHeals(AgentRight missing) {
    account.allow(allBut(missing));
    start();
    Eventually.holds(() -> !notes().isEmpty(), this::notes);
    assertThat(notes())
        .singleElement()
        .asString()
        .startsWith("cannot ")
        .contains("answered 403")
        .contains("User \"" + ControlPlane.AGENT_USER + "\" cannot " + missing.verb()
            + " resource \"" + missing.resource() + "\"")
        .contains("docs/kubernetes.md");
    if (missing.toString().equals("list pods")) {
      assertThatExceptionOfType(TemperException.class).isThrownBy(pods::workloads);
    } else {
      Eventually.holds(() -> node.pods().all().isPresent(), this::notes);
      assertThat(pods.workloads().size()).isOne();
    }
    if (missing.toString().equals("list nodes")) {
      assertThatExceptionOfType(TemperException.class)
          .isThrownBy(safeMode::asked)
          .withMessageContaining("counts as if it did");
    } else {
      Eventually.holds(() -> node.object().all().isPresent(), this::notes);
      assertThat(safeMode.asked()).isEmpty();
    }
    account.allow(AgentRight.ALL);
    Eventually.holds(this::everythingWorks, this::notes);
  }

  @Test
  void rights_allTakenAwayMeanwhile_whatWasHeardStays() {
    account.allow(AgentRight.ALL);
    start();
    Eventually.holds(this::everythingWorks, this::notes);
    account.allow(List.of());
    reporter.tell(SampleStatus.enforcing(2));
    Eventually.holds(() -> !reporter.notes().isEmpty(), this::notes);
    assertThat(pods.workloads().size()).isOne();
    assertThat(safeMode.asked()).isEmpty();
    account.allow(AgentRight.ALL);
    Eventually.holds(() -> notes().isEmpty(), this::notes);
  }
}
