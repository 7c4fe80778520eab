package io.temper.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.k8s.report.StatusAnnotations;
import io.temper.testkit.cluster.AgentAccount;
import io.temper.testkit.cluster.AgentRight;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.LoopbackClient;
import io.temper.testkit.cluster.LoopbackClient.Answer;
import io.temper.testkit.cluster.NeedsControlPlane;
import io.temper.testkit.cluster.NeedsHelm;
import io.temper.workload.AnnotationPrefixes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The agent at a real API server with what the chart gives it and nothing else: all that it does is allowed,
 * all that it is allowed it does, and what else somebody tries with its token is refused.
 */
@NeedsControlPlane
@NeedsHelm
class ClusterPrivilegesTest {
  private static final String LEASES = "/apis/coordination.k8s.io/v1/leases";
  private static final String NODE = "/api/v1/nodes/n";

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
    admin.create(
        "/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + AgentAccount.NAMESPACE + "\"}}");
    chart = HelmChart.render().stream().filter(Predicate.not(HelmChart::isHook)).toList();
    ApiObjects.makeRights(admin, chart);
    account = AgentAccount.create(plane);
    for (String node : List.of("n", "other", "m", "probe", "back")) {
      admin.create("/api/v1/nodes", """
          {"metadata":{"name":"%s","labels":{"test":"yes"},"annotations":{"other.io/kept":"yes",
          "temper.io/newer":"kept","temper.io/safe-mode-requested":"false"}}}""".formatted(node));
    }
    account.tokenOn("other");
    BreakOut.awaitPolicies(plane.client(account.tokenOn("n")));
  }

  @AfterAll
  static void end() {
    plane.close();
  }

  @Test
  void rights_ofTheChart_areThoseOfTheTests() {
    assertThat(GrantedRights.of(chart)).containsExactlyInAnyOrderElementsOf(AgentRight.ALL);
  }

  @Test
  void annotations_thatThePolicyLetsAnAgentWrite_areThoseThatItWrites() {
    JsonNode policy = chart.stream()
        .filter(object -> object.at("/metadata/name").asString("").equals("temper-agent-nodes"))
        .filter(object -> object.path("kind").asString().equals("ValidatingAdmissionPolicy"))
        .findFirst()
        .orElseThrow();
    String own = StreamSupport.stream(policy.at("/spec/variables").spliterator(), false)
        .filter(variable -> variable.path("name").asString().equals("own"))
        .map(variable -> variable.path("expression").asString())
        .collect(Collectors.joining());
    List<String> keys = Pattern.compile("'([^']+)'")
        .matcher(own)
        .results()
        .map(key -> key.group(1))
        .toList();
    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(StatusAnnotations.names().stream()
            .map(name -> AnnotationPrefixes.STANDARD.primary() + name)
            .toList());
  }

  @Test
  void agent_allThatItDoes_usesEachRightAndIsNeverRefused() throws Exception {
    admin.create("/api/v1/namespaces/default/pods", """
        {"metadata":{"name":"web"},"spec":{"nodeName":"m","containers":[{"name":"c","image":"i",
        "resources":{"requests":{"cpu":"250m"}}}]}}""");
    Path mounted = account.mount(folder.resolve("mounted"), account.tokenOn("m"));
    var trail = new AuditTrail(plane.auditLog(), ControlPlane.AGENT_USER);
    int before = trail.requests().size();
    try (var agent =
        PodAgent.start(plane, "m", mounted, Files.createDirectories(folder.resolve("agent")))) {
      agent.await(this::nodeM, "\"temper.io/agent-status\":\"observing\"");
      // Its own pod, too.
      agent.await(this::nodeM, "\"temper.io/cpu-millis-normal\":\"250\"");
      agent.await(this::leases, "\"temper-agent-m\"");
      // From the first time on: where only who may delete it may give it an owner, it has none
      // later.
      assertThat(leases())
          .contains(
              "\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":\"m\",");
      admin.merge(
          "/api/v1/nodes/m",
          "{\"metadata\":{\"annotations\":{\"temper.io/safe-mode-requested\":\"true\"}}}");
      agent.await(this::events, "SafeModeEntered");
      agent.await(this::nodeM, "\"temper.io/agent-status\":\"safe-mode\"");
      agent.end();
      agent.await(this::nodeM, "\"temper.io/agent-status\":\"stopped\"");
      // A watch is noted when it has ended.
      agent.await(() -> String.valueOf(trail.used()), "watch pods");
      agent.await(() -> String.valueOf(trail.used()), "watch nodes");
      List<AuditTrail.Request> requests = trail.requests();
      List<AuditTrail.Request> own = requests.subList(before, requests.size());
      Set<AgentRight> used =
          own.stream().flatMap(AuditTrail.Request::used).collect(Collectors.toSet());
      assertThat(used).containsExactlyInAnyOrderElementsOf(AgentRight.ALL);
      assertThat(own)
          .filteredOn(request -> request.code() / 100 != 2)
          .containsExactly(missingLease());
      assertThat(agent.logged()).doesNotContain("403").doesNotContain("401");
    }
  }

  /** A lease is made only where a renewal finds none. */
  private static AuditTrail.Request missingLease() {
    var renewal = new AgentRight("patch", "coordination.k8s.io", "leases", AgentAccount.NAMESPACE);
    return new AuditTrail.Request(renewal, 404);
  }

  private String nodeM() {
    return admin.get("/api/v1/nodes/m");
  }

  private String leases() {
    return admin.get("/apis/coordination.k8s.io/v1/namespaces/temper/leases");
  }

  private String events() {
    return admin.get("/api/v1/namespaces/default/events");
  }

  static List<BreakOut> attempts() {
    return BreakOut.WITH_THE_RIGHTS_OF_THE_CHART;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void tokenOfTheAgent_usedForAnythingElse_isRefusedForItsReason(BreakOut attempt) {
    Answer answer = attempt.with(plane.client(account.tokenOn("n")));
    assertThat(answer.code()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains(attempt.reason());
    assertNothingChanged();
  }

  private void assertNothingChanged() {
    assertThat(admin.get(NODE))
        .contains("\"labels\":{\"test\":\"yes\"}", "\"other.io/kept\":\"yes\"", "\"taints\":[")
        .contains("\"temper.io/safe-mode-requested\":\"false\"", "\"temper.io/newer\":\"kept\"")
        .doesNotContain("unschedulable");
    for (String objects : List.of("/api/v1/nodes", "/api/v1/pods", "/api/v1/events", LEASES)) {
      assertThat(admin.get(objects)).doesNotContain(BreakOut.MARK);
    }
  }

  @Test
  void status_ofItsOwnNode_isNeitherChangedBesideAnAnnotation() {
    Answer answer = plane.client(account.tokenOn("n")).ask("PATCH", NODE, BreakOut.MERGE, """
            {"metadata":{"annotations":{"temper.io/kernel":"6"}},
            "status":{"capacity":{"cpu":"1000"}}}""");
    assertThat(answer.code()).isEqualTo(200);
    assertThat(admin.get(NODE)).doesNotContain("1000").contains("\"temper.io/kernel\":\"6\"");
  }

  /** By server-side apply an agent takes back what it no longer writes: what a newer version has written. */
  @Test
  void annotationOfANewerVersion_isTakenBackByAnOlderOne() {
    LoopbackClient client = plane.client(account.tokenOn("back"));
    Answer answer = client.ask("PATCH", "/api/v1/nodes/back", BreakOut.MERGE, """
            {"metadata":{"annotations":{"temper.io/newer":null,"temper.io/kernel":"6"}}}""");
    assertThat(answer.code()).as(answer.body()).isEqualTo(200);
    assertThat(admin.get("/api/v1/nodes/back"))
        .contains("\"temper.io/kernel\":\"6\"", "\"temper.io/safe-mode-requested\":\"false\"")
        .doesNotContain("temper.io/newer");
  }

  @Test
  void token_withoutAClaimOfANode_writesNothing() {
    LoopbackClient client = plane.client(account.unboundToken());
    for (BreakOut write : BreakOut.ALL_THAT_AN_AGENT_WRITES) {
      Answer answer = write.with(client);
      assertThat(answer.code()).as(write.toString()).isEqualTo(403);
      assertThat(answer.body()).contains("the token of the agent names no node");
    }
  }

  @Test
  void everybodyElse_isLeftAlone() {
    admin.merge(NODE, "{\"metadata\":{\"labels\":{\"more\":\"yes\"}}}");
    admin.merge(NODE, "{\"metadata\":{\"labels\":{\"more\":null}}}");
  }

  @Test
  void policies_hold_alsoWhereTheAccountMayDoEverything() {
    String bindings = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
    admin.create(bindings, """
        {"metadata":{"name":"too-much"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":
        "ClusterRole","name":"cluster-admin"},"subjects":[{"kind":"ServiceAccount","name":"%s",
        "namespace":"%s"}]}""".formatted(AgentAccount.NAME, AgentAccount.NAMESPACE));
    String leases = "/apis/coordination.k8s.io/v1/namespaces/temper/leases";
    admin.create(leases, "{\"metadata\":{\"name\":\"temper-agent-n\"}}");
    try {
      LoopbackClient client = plane.client(account.tokenOn("n"));
      BreakOut.awaitAllowed(client);
      for (BreakOut attempt : BreakOut.WITH_EVERY_RIGHT) {
        Answer answer = attempt.with(client);
        assertThat(answer.code()).as(attempt + ": " + answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains(attempt.reason());
      }
      assertNothingChanged();
    } finally {
      admin.delete(bindings + "/too-much");
      BreakOut.awaitForbidden(plane.client(account.tokenOn("n")));
    }
  }
}
