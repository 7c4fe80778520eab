package io.temper.k8s.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.k8s.api.FakeApiServer;
import io.temper.runtime.clock.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it asks, answer by answer; a real API server is asked in the agent's tests. */
class ClusterCleanupTest {
  private static final String LEASES =
      "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[{\"metadata\":{\"name\":\"temper-agent-mine\"}},"
          + "{\"metadata\":{\"name\":\"temper-agent-gone\"}}]}";
  private static final String NODES = "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":["
      + node("mine") + "," + node("other") + "]}";

  @TempDir
  Path folder;

  private static String node(String name) {
    return "{\"metadata\":{\"name\":\"" + name
        + "\",\"annotations\":{\"temper.io/agent-status\":\"enforcing\"}}}";
  }

  private static CleanupRequest request(String... daemonSets) {
    return new CleanupRequest("temper", List.of(daemonSets), Duration.ZERO, "temper.io/");
  }

  private CleanupReport run(FakeApiServer server, CleanupRequest request) {
    try (var client = server.client(folder)) {
      return new ClusterCleanup(client, request, Ticker.system()).run();
    }
  }

  /** Another release writes to its nodes under the same keys. */
  @Test
  void run_nodeWhoseAgentHasNoLeaseHere_isLeftAsItIs() {
    try (var server = new FakeApiServer()) {
      for (String answer : List.of(LEASES, NODES, "{}", "{}", "{}")) {
        server.failNext(200, "", answer);
      }
      CleanupReport report = run(server, request());

      assertThat(report.nodes()).containsExactly("mine");
      assertThat(report.others()).containsExactly("other");
      assertThat(report.leases()).containsExactly("temper-agent-mine", "temper-agent-gone");
      assertThat(report.isDone()).isTrue();
      assertThat(report.lines())
          .contains("left annotations of 1 node: no agent of this namespace has a lease for it");
      assertThat(server.requests()).noneMatch(asked -> asked.contains("/nodes/other"));
    }
  }

  /** Else one that is run again would take the node for another's. */
  @Test
  void run_annotationsThatCannotBeRemoved_keepTheLease() {
    try (var server = new FakeApiServer()) {
      server.failNext(200, "", LEASES);
      server.failNext(200, "", NODES);
      server.failNext(403, "", "{}");
      server.failNext(200, "", "{}");
      CleanupReport report = run(server, request());

      assertThat(report.isDone()).isFalse();
      assertThat(report.leases()).containsExactly("temper-agent-gone");
    }
  }

  /** As where the prefix is another one than the agents were configured with. */
  @Test
  void run_annotationsOfTheAgentUnderAnotherPrefix_keepTheLeaseAndAreSaid() {
    try (var server = new FakeApiServer()) {
      server.failNext(200, "", LEASES);
      server.failNext(200, "", """
          {"metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"mine","annotations":{"acme.io/agent-status":"enforcing"},
            "managedFields":[{"manager":"temper-agent","operation":"Apply","fieldsType":"FieldsV1",
              "fieldsV1":{"f:metadata":{"f:annotations":{"f:acme.io/agent-status":{}}}}}]}}]}
          """);
      server.failNext(200, "", "{}");
      CleanupReport report = run(server, request());

      assertThat(report.leases()).containsExactly("temper-agent-gone");
      assertThat(report.isDone()).isFalse();
      assertThat(String.join("\n", report.lines()))
          .contains("node mine has acme.io/agent-status", "--prefix=acme.io/");
    }
  }

  /** Its pods may run on, and write anew what is removed here. */
  @ParameterizedTest
  @ValueSource(ints = {403, 429, 500})
  void run_lookForADaemonSetIsRefused_isNotTakenForItsEnd(int code) {
    try (var server = new FakeApiServer()) {
      server.failNext(200, "", "{}");
      server.failNext(code, "", "{}");
      CleanupReport report = run(server, request("agent"));

      assertThat(report.lingering()).containsExactly("agent");
      assertThat(report.isDone()).isFalse();
      assertThat(report.lines())
          .contains("deleted DaemonSet agent")
          .anyMatch(line -> line.contains("look for DaemonSet agent") && line.contains(" " + code));
    }
  }

  @Test
  void run_daemonSetThatEndsAfterARefusedLook_isNoProblem() {
    try (var server = new FakeApiServer()) {
      server.failNext(200, "", "{}");
      server.failNext(500, "", "{}");
      server.failNext(404, "", "{}");
      CleanupReport report = run(
          server,
          new CleanupRequest("temper", List.of("agent"), Duration.ofMinutes(1), "temper.io/"));

      assertThat(report.isDone()).isTrue();
    }
  }

  @Test
  void run_daemonSetThatIsNotThere_isNamed() {
    try (var server = new FakeApiServer()) {
      for (int question = 0; question < 2; question++) {
        server.failNext(404, "", "{}");
      }
      CleanupReport report = run(server, request("agent-of-a-typo"));

      assertThat(report.lines()).contains("no DaemonSet agent-of-a-typo");
      assertThat(report.isDone()).isTrue();
    }
  }
}
