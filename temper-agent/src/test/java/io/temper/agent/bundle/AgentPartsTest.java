package io.temper.agent.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.daemon.RunningAgent;
import io.temper.agent.report.doctor.BundleManifest;
import io.temper.agent.report.doctor.Secrets;
import io.temper.observe.SchedulerExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AgentPartsTest {
  @TempDir
  Path folder;

  private Path config;

  @BeforeEach
  void writeFiles() throws IOException {
    config = folder.resolve("temper.toml");
    Files.writeString(config, """
        # a comment with planted-comment
        source = "file:%1$s/workloads.toml"
        [state]
        directory = "%1$s/log"
        """.formatted(folder));
    Files.writeString(folder.resolve("workloads.toml"), """
        apiVersion = "temper.io/v1"
        kind = "Workloads"
        # planted-comment
        [[workload]]
        name = "web"
        cgroup = "/web.slice"
        tier = "high"
        """);
  }

  private BundleManifest bundle() {
    var parts = new AgentParts(config, true, folder.resolve("run/control.sock"), Path.of("/proc"));
    return new BundleFile(folder.resolve("node.zip"), true)
        .write(parts.parts(), Secrets.of(parts.configurationText()), "1");
  }

  private Map<String, String> texts() {
    return Unzipped.read(folder.resolve("node.zip"));
  }

  @Test
  void runningAgent_tellsOfItself() throws Exception {
    try (var agent = RunningAgent.in(folder)) {
      agent.await("enforcing");
      agent.eject(SchedulerExit.of(1026, 0, "runnable task stall", "it stood", "the dump\n"));
      agent.await(report -> report.lastExit() != null, "told of the end");
      agent.awaitAudited("\"to\":\"enforcing\"");
      bundle();
    }
    assertThat(texts().get("agent/status.json")).contains("\"kind\" : \"AgentStatus\"");
    assertThat(texts().get("agent/last-exit.json")).contains("the dump\\n", "\"STALL\"");
    assertThat(texts().get("agent/process.txt")).contains("VmRSS", "CapEff");
    assertThat(texts().get("agent/audit.jsonl")).contains("\"to\":\"enforcing\"");
  }

  @Test
  void files_areGivenKeyByKeyWithoutTheirComments() throws Exception {
    bundle();
    assertThat(texts().get("agent/config.json"))
        .contains("\"loop.debounce\" : \"50ms\"", "workloads.toml");
    assertThat(texts().get("agent/workloads.json")).contains("\"/web.slice\"", "\"high\"");
    assertThat(texts().values()).noneMatch(text -> text.contains("planted-comment"));
  }

  @Test
  void noAgent_isListedAndTheFilesAreThere() throws Exception {
    var manifest = bundle();
    assertThat(manifest.missing())
        .extracting(BundleManifest.Entry::name)
        .containsExactly(
            "agent/status.json", "agent/last-exit.json", "agent/process.txt", "agent/audit.jsonl");
    assertThat(manifest.missing().get(0).problem()).contains("no agent answers at");
  }

  @Test
  void configurationWithFaults_isListedWithoutItsSecrets() throws Exception {
    Files.writeString(
        config, "[http]\ntoken_file = \"/run/planted-token\"\npassword = 'planted-word'\n");
    var manifest = bundle();
    assertThat(manifest.missing())
        .extracting(BundleManifest.Entry::name)
        .contains("agent/config.json");
    assertThat(texts().values()).noneMatch(text -> text.contains("planted"));
  }

  @Test
  @Timeout(60)
  void configurationThatIsAPipe_isListedAndHoldsUpNobody() throws Exception {
    Files.delete(config);
    assertThat(new ProcessBuilder("mkfifo", config.toString()).start().waitFor())
        .isZero();
    var manifest = bundle();
    assertThat(manifest.missing())
        .filteredOn(entry -> entry.name().equals("agent/config.json"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.problem()).contains("no regular file", "--config"));
  }

  @Test
  void longAuditLog_isGivenFromItsEnd() throws Exception {
    Files.createDirectories(folder.resolve("log"));
    Files.writeString(folder.resolve("log/audit.jsonl"), "old\n".repeat(5000) + "last\n");
    bundle();
    assertThat(texts().get("agent/audit.jsonl")).hasLineCount(1000).endsWith("old\nlast\n");
    Files.writeString(
        folder.resolve("log/audit.jsonl"), "x".repeat(300_000) + "\n" + "y".repeat(100) + "\n");
    bundle();
    assertThat(texts().get("agent/audit.jsonl")).isEqualTo("y".repeat(100) + "\n");
  }
}
