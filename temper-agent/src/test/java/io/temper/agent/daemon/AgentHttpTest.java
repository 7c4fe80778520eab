package io.temper.agent.daemon;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.agent.daemon.port.HttpSettings;
import io.temper.agent.daemon.reload.EffectiveConfig;
import io.temper.agent.http.RawClient;
import io.temper.agent.json.JsonSchemas;
import io.temper.agent.report.input.InputException;
import io.temper.json.PlacedConfig;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.ControllerOptions.Mode;
import io.temper.tier.Tier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent over a host without a kernel, seen from outside. */
class AgentHttpTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir
  Path folder;

  private RunningAgent running;
  private boolean legacyMetrics;

  @BeforeEach
  void setUp() {
    running = agent(ControllerOptions.STANDARD, ANY);
  }

  @AfterEach
  void tearDown() {
    running.close();
  }

  private RunningAgent agent(ControllerOptions options, InetSocketAddress address) {
    var config = new EffectiveConfig();
    config.note(PlacedConfig.STANDARD);
    var agent = new RunningAgent(folder, options, new HttpSettings(address, legacyMetrics, config));
    agent.runs(inTier("web", Tier.HIGH, 1000));
    return agent;
  }

  @Test
  void enforcing_isAliveAndReady() throws IOException {
    running.start();
    running.await("enforcing");
    String health = get("/healthz");
    assertThat(health).startsWith("HTTP/1.1 200 ");
    JsonSchemas.requireValid("agent-health-v1", RawClient.body(health));
    assertThat(get("/readyz")).startsWith("HTTP/1.1 200 ").contains("enforcing");
  }

  @Test
  void observingAsAsked_isReady() throws IOException {
    running = agent(ControllerOptions.STANDARD.withMode(Mode.OBSERVE), ANY);
    running.start();
    running.await("observing");
    assertThat(get("/readyz")).startsWith("HTTP/1.1 200 ").contains("observing");
  }

  @Test
  void legacyMetrics_whereWished_areToldBesideTheNewOnes() throws Exception {
    legacyMetrics = true;
    running = agent(ControllerOptions.STANDARD, ANY);
    running.start();
    running.await("enforcing");
    awaitMetric("infera_lint_violation{invariant=\"suppression_invalid\"}");
    awaitMetric("temper_lint_violation{invariant=\"suppression_invalid\"}");
  }

  private void awaitMetric(String start) throws Exception {
    for (int i = 0; i < 400 && !get("/metrics").contains("\n" + start); i++) {
      Thread.sleep(25);
    }
    assertThat(get("/metrics")).contains("\n" + start);
  }

  @Test
  void safeMode_isAliveAndNotReadyAndSaysWhy() throws IOException {
    running.start();
    running.await("enforcing");
    running.askForSafeMode("upgrade");
    running.await("safe-mode");
    assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ");
    String readiness = get("/readyz");
    assertThat(readiness)
        .startsWith("HTTP/1.1 503 ")
        .contains("safe-mode", "upgrade", "nobody asks any more");
    JsonSchemas.requireValid("agent-health-v1", RawClient.body(readiness));
  }

  @Test
  void observation_hasTheStatusAndTheScheduler() throws IOException {
    running.start();
    running.await("enforcing");
    String answer = await("/observe", text -> text.contains("\"scheduler\""));
    JsonSchemas.requireValid("agent-observation-v1", RawClient.body(answer));
    assertThat(answer).contains("\"AgentStatus\"", "\"high\"", "\"cpus\"");
  }

  @Test
  void configuration_isWholeAndSaysWhereFrom() throws IOException {
    running.start();
    String answer = get("/config");
    JsonSchemas.requireValid("agent-configuration-v1", RawClient.body(answer));
    assertThat(answer).contains("\"heartbeat.timeout\"", "\"10s\"", "\"default\"");
  }

  @Test
  void metrics_areThoseOfTheNodeAndItsLayers() throws IOException {
    running.start();
    running.await("enforcing");
    String answer = await("/metrics", text -> text.contains("temper_layer_run_seconds_total"));
    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4")
        .contains(
            "temper_state{state=\"enforcing\"} 1.0",
            "temper_attaches_total{result=\"attached\"} 1.0",
            "temper_feed_failing{feed=\"workloads\"} 0.0",
            "temper_layer_run_seconds_total{layer=\"high\"}");
  }

  @Test
  void otherPaths_areAnsweredWithWhatThereIs() throws IOException {
    running.start();
    assertThat(get("/")).startsWith("HTTP/1.1 404 ").contains("/metrics", "/readyz");
    assertThat(get("/../etc/passwd")).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void withoutAnAddress_nothingListens() {
    try (var silent = new RunningAgent(folder)) {
      silent.start();
      assertThat(silent.agent().httpAddress()).isEmpty();
    }
  }

  @Test
  void portInUse_refusesTheStartAndLeavesNothing() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = (InetSocketAddress) taken.getLocalSocketAddress();
      running = agent(ControllerOptions.STANDARD, address);
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(running::start)
          .withMessageContaining("cannot listen at 127.0.0.1:" + address.getPort());
    }
    assertThat(running.host.attachments()).isZero();
    assertThat(running.socket()).doesNotExist();
  }

  /** The loop plans, publishes and stands down as if they were not there. */
  @Test
  void hostileClients_stopNeitherTheLoopNorTheAnswers() throws IOException {
    running.start();
    running.await("enforcing");
    List<RawClient> hostile = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        var client = new RawClient(address());
        hostile.add(client.send(i % 2 == 0 ? "GET /observe HTTP/1.1\r\n\r\n" : "GET /metr"));
      }
      running.runs(inTier("web", Tier.HIGH, 1000), inTier("api", Tier.HIGH, 10));
      running.await(report -> report.work().generation() == 2, "at generation 2");
      assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ");
      Files.createFile(running.safeModeFile());
      running.await("safe-mode");
      assertThat(get("/readyz")).startsWith("HTTP/1.1 503 ");
    } finally {
      for (RawClient client : hostile) {
        client.close();
      }
    }
  }

  private InetSocketAddress address() {
    return running.agent().httpAddress().orElseThrow();
  }

  private String get(String path) throws IOException {
    return RawClient.get(address(), path);
  }

  /** The scheduler is read once a second. */
  private String await(String path, Predicate<String> wanted) throws IOException {
    long end = System.nanoTime() + 20_000_000_000L;
    String answer = get(path);
    while (!wanted.test(answer)) {
      assertThat(System.nanoTime()).as(answer).isLessThan(end);
      answer = get(path);
    }
    return answer;
  }
}
