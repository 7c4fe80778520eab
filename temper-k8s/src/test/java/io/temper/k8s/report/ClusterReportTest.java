package io.temper.k8s.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.k8s.Eventually;
import io.temper.k8s.api.ApiServer;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.NodeState;
import io.temper.testkit.cluster.AgentRight;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.LoopbackClient;
import io.temper.testkit.cluster.NeedsControlPlane;
import io.temper.workload.AnnotationPrefixes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes to a real API server, as an account that may do no more than it has to. */
@NeedsControlPlane
class ClusterReportTest {
  private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
  private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/default/leases/";
  private static final String ALL_RULES = rules("\"patch\"");

  /** As agents do it, but faster: what is promised of five seconds is promised of any pause. */
  private static final NodeReporter.Pace PACE =
      new NodeReporter.Pace(Duration.ofSeconds(1), Duration.ofMillis(200));

  private static final String RENEWED = "\"renewTime\":\"([^\"]+)\"";

  private static final NodeKernel KERNEL = new NodeKernel("6.18.15", "FL2");

  @TempDir
  private static Path folder;

  private static ControlPlane plane;
  private static LoopbackClient admin;
  private static int count;

  private final String node = "n" + count++;
  private ApiServer server;
  private NodeReporter reporter;

  /** What the agent writes needs, with these verbs for its node. */
  private static String rules(String nodeVerbs) {
    return """
        "rules":[{"apiGroups":[""],"resources":["nodes"],"verbs":[%s]},
        {"apiGroups":[""],"resources":["events"],"verbs":["create"]},
        {"apiGroups":["coordination.k8s.io"],"resources":["leases"],"verbs":["create","patch"]}]""".formatted(nodeVerbs);
  }

  @BeforeAll
  static void startApiServer() {
    // As on OpenShift: the owner of what is there may be changed only by who may delete it.
    plane = ControlPlane.start(folder, List.of("OwnerReferencesPermissionEnforcement"));
    admin = plane.admin();
    admin.create(ROLES, "{\"metadata\":{\"name\":\"temper-agent\"}," + ALL_RULES + "}");
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

  @BeforeEach
  void report() {
    admin.create(
        "/api/v1/nodes",
        "{\"metadata\":{\"name\":\"" + node + "\",\"labels\":{\"test\":\"yes\"},\"annotations\":"
            + "{\"other.io/kept\":\"yes\"}}}");
    server = ApiServer.of(plane.kubeconfig(ControlPlane.AGENT));
    reporter = reporter("agent-1", Ticker.system());
  }

  private NodeReporter reporter(String holder, Ticker ticker) {
    return reporter(holder, ticker, () -> Optional.of(uid()).filter(uid -> !uid.equals("0")));
  }

  private NodeReporter reporter(String holder, Ticker ticker, Supplier<Optional<String>> uid) {
    return new NodeReporter(
        new NodeReporter.Target(
            server, node, uid, "default", holder, AnnotationPrefixes.STANDARD, () -> KERNEL),
        ticker,
        PACE);
  }

  private void start() {
    reporter.start();
    reporter.tell(SampleStatus.enforcing(1));
  }

  @AfterEach
  void ceaseToReport() {
    reporter.close();
    server.close();
  }

  private String object() {
    return admin.get("/api/v1/nodes/" + node);
  }

  private String uid() {
    return shown("/api/v1/nodes/" + node, "\"uid\":\"([^\"]+)\"");
  }

  private long version() {
    return Long.parseLong(first("\"resourceVersion\":\"(\\d+)\"", object()));
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group(1) : "0";
  }

  private void awaitInNode(String text) {
    Eventually.holds(() -> object().contains(text), this::object);
  }

  @Test
  void annotations_areAppliedUnderAManagerOfTheirOwn_andOthersAreLeftAlone() {
    start();
    awaitInNode("\"temper.io/agent-status\":\"enforcing\"");
    assertThat(object())
        .contains("\"temper.io/config-generation\":\"1\"")
        .contains("\"temper.io/kernel-feature-level\":\"FL2\"")
        .contains("\"temper.io/pods-high\":\"2\"")
        .contains("\"temper.io/cpu-millis-high\":\"1500\"")
        .contains("\"other.io/kept\":\"yes\"")
        .contains("\"manager\":\"temper-agent\",\"operation\":\"Apply\"");
  }

  @Test
  void annotations_equal_areNotWrittenAgain_andChangesNotWithinThePause()
      throws InterruptedException {
    long start = System.nanoTime();
    start();
    awaitInNode("\"temper.io/config-generation\":\"1\"");
    long before = version();
    reporter.tell(SampleStatus.enforcing(1));
    Thread.sleep(100);
    assertThat(version()).isEqualTo(before);

    for (int generation = 2; generation < 12; generation++) {
      reporter.tell(SampleStatus.enforcing(generation));
      Thread.sleep(20);
    }
    awaitInNode("\"temper.io/config-generation\":\"11\"");
    assertThat(System.nanoTime() - start).isGreaterThan(PACE.betweenWrites().toNanos());
    assertThat(object()).contains("\"operation\":\"Apply\"");
    // Nor is the same written again.
    long newest = version();
    Thread.sleep(PACE.betweenWrites().toMillis() + 300);
    assertThat(version()).as("after a pause in which it may be written").isEqualTo(newest);
  }

  @Test
  void annotations_planGone_areTakenBack() {
    start();
    awaitInNode("\"temper.io/pods-high\"");
    reporter.tell(SampleStatus.in(new NodeState.Idle("nobody answers")));
    awaitInNode("\"temper.io/agent-status\":\"idle\"");
    assertThat(object()).doesNotContain("temper.io/pods-high").contains("other.io/kept");
  }

  @Test
  void lease_isTakenAndRenewed() {
    start();
    String path = LEASES + "temper-agent-" + node;
    String pattern = "\"renewTime\":\"([^\"]+)\"";
    Eventually.holds(() -> !shown(path, pattern).equals("0"), () -> shown(path, pattern));
    String first = shown(path, pattern);
    assertThat(admin.get(path))
        .contains("\"holderIdentity\":\"agent-1\"")
        .contains("\"leaseDurationSeconds\":40");
    Eventually.holds(() -> !shown(path, pattern).equals(first), () -> shown(path, pattern));
    assertThat(shown(path, pattern)).isGreaterThan(first);
  }

  @Test
  void lease_isItsNodes_andThatOfANodeMadeAnewIsTheNewOnes() {
    start();
    String path = LEASES + "temper-agent-" + node;
    awaitOwner(path, uid());
    admin.ask("DELETE", "/api/v1/nodes/" + node, ApiServer.JSON, "");
    admin.create("/api/v1/nodes", "{\"metadata\":{\"name\":\"" + node + "\"}}");
    // In place of the garbage collector, which is a part of the controller-manager.
    admin.ask("DELETE", path, ApiServer.JSON, "");
    awaitOwner(path, uid());
  }

  /** The agent may not delete it, so this API server does not let it give it an owner. */
  @Test
  void lease_thatIsThereWithoutAnOwner_isRenewedAllTheSame_andOnceDeletedIsItsNodes() {
    String path = LEASES + "temper-agent-" + node;
    admin.create(
        LEASES.substring(0, LEASES.length() - 1),
        "{\"metadata\":{\"name\":\"temper-agent-" + node + "\"}}");
    start();
    String pattern = "\"renewTime\":\"([^\"]+)\"";
    Eventually.holds(() -> !shown(path, pattern).equals("0"), () -> shown(path, pattern));
    assertThat(admin.get(path)).doesNotContain("ownerReferences\":[");
    assertThat(reporter.notes()).isEmpty();
    admin.ask("DELETE", path, ApiServer.JSON, "");
    awaitOwner(path, uid());
  }

  /** As after a restart without the right to read the node, of an agent that applied the owner with the rest. */
  @Test
  void lease_ofANodeThatIsNotKnown_isRenewedAndKeepsItsOwner() {
    String path = LEASES + "temper-agent-" + node;
    String uid = uid();
    var answer = admin.ask(
        "PATCH",
        path + "?force=true&fieldManager=temper-agent",
        ServerSideApply.CONTENT_TYPE,
        """
        {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"temper-agent-%s",
        "ownerReferences":[{"apiVersion":"v1","kind":"Node","name":"%s","uid":"%s"}]}}""".formatted(node, node, uid));
    assertThat(answer.code()).as(answer.body()).isEqualTo(201);
    try (NodeReporter blind = reporter("agent-1", Ticker.system(), Optional::empty)) {
      blind.start();
      awaitRenewal(path, "0");
      awaitRenewal(path, shown(path, RENEWED));
      assertThat(blind.notes()).isEmpty();
    }
    awaitOwner(path, uid);
    // Nor does one that knows it again.
    start();
    awaitRenewal(path, shown(path, RENEWED));
    Eventually.holds(
        () -> admin.get(path).contains("\"manager\":\"temper-agent-owner\""),
        () -> admin.get(path));
    awaitOwner(path, uid);
    assertThat(reporter.notes()).isEmpty();
  }

  private static void awaitRenewal(String path, String before) {
    Eventually.holds(
        () -> !shown(path, RENEWED).equals("0") && !shown(path, RENEWED).equals(before),
        () -> shown(path, RENEWED));
  }

  private static void awaitOwner(String path, String uid) {
    String owner = "\"uid\":\"(" + uid + ")\"";
    Eventually.holds(() -> shown(path, owner).equals(uid), () -> shown(path, owner));
    assertThat(admin.get(path)).contains("\"kind\":\"Node\"").doesNotContain("blockOwner");
  }

  /** A lease that was renewed with an earlier time is a renewed one: readers see that it changes. */
  @Test
  void lease_clockIsSetBack_isRenewedAllTheSame() {
    var back = new AtomicReference<>(Duration.ZERO);
    NodeReporter other = reporter("agent-1", new SteppedTicker(back::get));
    String path = LEASES + "temper-agent-" + node;
    String pattern = "\"renewTime\":\"([^\"]+)\"";
    try (other) {
      other.start();
      Eventually.holds(() -> !shown(path, pattern).equals("0"), () -> shown(path, pattern));
      String before = shown(path, pattern);
      back.set(Duration.ofDays(1));
      Eventually.holds(
          () -> shown(path, pattern).compareTo(before) < 0, () -> shown(path, pattern));
      String first = shown(path, pattern);
      Eventually.holds(() -> shown(path, pattern).compareTo(first) > 0, () -> shown(path, pattern));
    }
  }

  /** Whose clock of the day is behind. */
  private record SteppedTicker(Supplier<Duration> behind) implements Ticker {
    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public Instant now() {
      return Instant.now().minus(behind.get());
    }
  }

  /** The second one waits, since the first one's scheduler is attached, and says so once. */
  @Test
  void twoAgents_ofOneNode_doNotAnswerEachOther() throws InterruptedException {
    start();
    awaitInNode("\"temper.io/agent-status\":\"enforcing\"");
    String path = LEASES + "temper-agent-" + node;
    try (NodeReporter second = reporter("agent-2", Ticker.system())) {
      second.start();
      second.tell(SampleStatus.in(new NodeState.Waiting("temper_1.0")));
      awaitInNode("\"temper.io/agent-status\":\"waiting\"");
      long version = version();
      // Both renew the lease, so that its holder tells of two.
      String holder = "\"holderIdentity\":\"(agent-\\d)\"";
      Eventually.holds(() -> shown(path, holder).equals("agent-1"), () -> path);
      Eventually.holds(() -> shown(path, holder).equals("agent-2"), () -> path);
      Thread.sleep(2 * PACE.betweenWrites().toMillis());
      assertThat(version()).isEqualTo(version);
    }
    // What the first one says counts again once it has anything new to say.
    reporter.tell(SampleStatus.enforcing(2));
    awaitInNode("\"temper.io/config-generation\":\"2\"");
  }

  private static String shown(String path, String pattern) {
    try {
      return first(pattern, admin.get(path));
    } catch (TemperException e) {
      return "0";
    }
  }

  @Test
  void events_safeModeInAndOut_areOnTheNode() {
    start();
    awaitInNode("\"temper.io/agent-status\":\"enforcing\"");
    var request = new SafeModeRequest(
        SafeModeOrigin.ANNOTATION, "kubectl-annotate", "upgrade", SampleStatus.NOW);
    reporter.tell(SampleStatus.in(new NodeState.SafeMode(List.of(request))));
    awaitEvent("SafeModeEntered");
    reporter.tell(SampleStatus.enforcing(2));
    awaitEvent("SafeModeLeft");
  }

  private void awaitEvent(String reason) {
    String path = "/api/v1/namespaces/default/events?fieldSelector=involvedObject.kind=Node,"
        + "involvedObject.name=" + node + ",reason=" + reason;
    Eventually.holds(
        () -> admin.get(path).contains("\"reason\":\"" + reason + "\""), () -> admin.get(path));
  }

  @Test
  void rbac_patchOfNodesMissing_isSaidWithRemedyAndHealsByItself() {
    admin.merge(ROLES + "/temper-agent", "{" + rules("\"get\"") + "}");
    admin.awaitAllowed(new AgentRight("patch", "", "nodes", ""), false);
    try {
      start();
      Eventually.holds(() -> !reporter.notes().isEmpty(), reporter::notes);
      assertThat(reporter.notes())
          .singleElement()
          .asString()
          .startsWith("cannot annotate node " + node + ": ")
          .contains("403")
          .contains("cannot patch resource \"nodes\"")
          .contains("docs/kubernetes.md");
      assertThat(reporter.writes())
          .filteredOn(write -> write.name().equals("annotations"))
          .singleElement()
          .satisfies(write -> {
            assertThat(write.working()).isFalse();
            assertThat(write.written()).isZero();
            assertThat(write.failures()).isPositive();
          });
      // The others go on.
      String path = LEASES + "temper-agent-" + node;
      Eventually.holds(() -> !shown(path, "(renewTime)").equals("0"), () -> path);
    } finally {
      admin.merge(ROLES + "/temper-agent", "{" + ALL_RULES + "}");
    }
    awaitInNode("\"temper.io/agent-status\":\"enforcing\"");
    Eventually.holds(() -> reporter.notes().isEmpty(), reporter::notes);
    assertThat(reporter.writes())
        .allMatch(ApiServerObservation.Writes::working)
        .anyMatch(write -> write.name().equals("lease") && write.written() > 0);
  }
}
