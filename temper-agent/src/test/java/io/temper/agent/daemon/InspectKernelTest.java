package io.temper.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.temper.agent.KernelGroups;
import io.temper.agent.TemperProcess;
import io.temper.agent.demo.node.Await;
import io.temper.agent.http.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What commands beside a running agent tell of a host, on a real kernel. */
@Tag("kernel")
class InspectKernelTest {
  private static final Path GROUP = Path.of("/sys/fs/cgroup/temper-inspect-test");
  private static final String RULES = """
      apiVersion = "temper.io/v1"
      kind = "Workloads"
      [[workload]]
      name = "web"
      cgroup = "/temper-inspect-test"
      tier = "high"
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The scheduler is read once a second. */
  private static final Duration LOOKS = Duration.ofSeconds(3);

  @TempDir
  Path folder;

  private Process spinner;

  @BeforeEach
  void makeGroup() throws IOException {
    Files.createDirectories(GROUP);
    spinner = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    Files.writeString(GROUP.resolve("cgroup.procs"), Long.toString(spinner.pid()));
  }

  @AfterEach
  void removeGroup() throws Exception {
    spinner.destroyForcibly().waitFor();
    KernelGroups.remove(GROUP);
  }

  @Test
  void explain_aProcess_isWhereTheAgentPutItsGroup() throws Exception {
    try (var agent = AgentProcess.start(folder, RULES)) {
      agent.await("enforcing");
      var explained = temper("explain", Long.toString(spinner.pid()), "-o", "json");
      assertThat(explained.path("owner").path("name").asString()).isEqualTo("file/web");
      assertThat(explained.path("kernel").path("layer").asString()).isEqualTo("high");
      assertThat(explained.path("host").path("scheduler").asString()).startsWith("temper");
      assertThat(explained.path("host").path("threads").asInt()).isEqualTo(1);
    }
  }

  @Test
  void threadsBundleAndMetrics_besideAnAgent_tellOfItsLayers() throws Exception {
    InetSocketAddress http = freeAddress();
    var keys = "[http]\naddress = \"127.0.0.1:" + http.getPort() + "\"";
    try (var agent = AgentProcess.start(folder, RULES, keys)) {
      agent.await("enforcing");
      var threads = TemperProcess.run(
          "threads", Long.toString(spinner.pid()), "--interval=500ms", "-o", "json");
      assertThat(threads.exitCode()).as(threads.errors()).isZero();
      var thread = new JsonMapper().readTree(threads.text()).path("threads").path(0);
      assertThat(thread.path("layer").asString()).isEqualTo("high");
      assertThat(thread.path("runNanos").asLong()).isPositive();
      var file = folder.resolve("node.zip");
      var bundle = temper(
          "doctor",
          "--bundle",
          file.toString(),
          "--config",
          folder.resolve("temper.toml").toString(),
          "-o",
          "json");
      assertThat(file).exists();
      assertThat(bundle.path("entries"))
          .filteredOn(entry -> entry.path("name").asString().matches("layers.*|agent/.*"))
          .hasSize(7)
          .noneMatch(entry -> entry.has("problem"));
      assertThat(RawClient.get(http, "/readyz")).startsWith("HTTP/1.1 200 ");
      assertThatRunTimesAgree(http);
    }
  }

  /**
   * The spinner has the layer for itself. It stands still while its time is read: what the agent tells is
   * as old as its last look.
   */
  private void assertThatRunTimesAgree(InetSocketAddress http) throws Exception {
    signal("STOP");
    double scraped = settledRunSeconds(http);
    double charged = chargedSeconds();
    signal("CONT");
    Await.until(
        PATIENCE,
        () -> runSeconds(http) > scraped + 2,
        () -> "no run time is added in " + runSeconds(http));
    signal("STOP");
    double told = settledRunSeconds(http) - scraped;
    assertThat(told).isCloseTo(chargedSeconds() - charged, within(0.1 + told / 20));
    assertThat(waits(http)).isPositive();
  }

  private void signal(String name) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(spinner.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** The run time of the layer once the agent has told the same for some looks. */
  private static double settledRunSeconds(InetSocketAddress http) {
    var before = new AtomicReference<>(0.0);
    Await.until(
        PATIENCE,
        () -> {
          Await.pause(LOOKS);
          double now = runSeconds(http);
          return now > 0 && before.getAndSet(now).equals(now);
        },
        () -> "the run time does not come to rest at " + runSeconds(http));
    return before.get();
  }

  private static double runSeconds(InetSocketAddress http) {
    return metric(http, "temper_layer_run_seconds_total{layer=\"high\"} ");
  }

  private static double waits(InetSocketAddress http) {
    return metric(http, "temper_layer_waits_within_total{layer=\"high\",le=\"+Inf\"} ");
  }

  /** What is not there yet counts as nothing: the scheduler is read once a second. */
  private static double metric(InetSocketAddress http, String series) {
    try {
      return RawClient.body(RawClient.get(http, "/metrics"))
          .lines()
          .filter(line -> line.startsWith(series))
          .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the kernel charges the group. */
  private static double chargedSeconds() throws IOException {
    return Files.readAllLines(GROUP.resolve("cpu.stat")).stream()
        .filter(line -> line.startsWith("usage_usec "))
        .mapToDouble(line -> Double.parseDouble(line.substring("usage_usec ".length())) / 1e6)
        .findFirst()
        .orElseThrow();
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
  }

  private JsonNode temper(String command, String... options) throws Exception {
    var args = new ArrayList<>(List.of(command));
    args.addAll(List.of(options));
    args.addAll(List.of("--socket", folder.resolve("control.sock").toString()));
    var result = TemperProcess.run(args.toArray(new String[0]));
    assertThat(result.exitCode()).as(result.errors()).isZero();
    return new JsonMapper().readTree(result.text());
  }
}
