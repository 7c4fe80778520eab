package io.temper.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.TemperProcess;
import io.temper.agent.demo.node.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  void removeGroup() throws InterruptedException {
    spinner.destroyForcibly().waitFor();
    // From some kernels on a process leaves its control group only after its end is reported.
    Await.until(Duration.ofSeconds(60), InspectKernelTest::isDeleted, () -> GROUP + " is busy");
  }

  private static boolean isDeleted() {
    try {
      return Files.deleteIfExists(GROUP);
    } catch (IOException e) {
      return false;
    }
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
  void threadsAndBundle_besideAnAgent_tellOfItsLayers() throws Exception {
    try (var agent = AgentProcess.start(folder, RULES)) {
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
