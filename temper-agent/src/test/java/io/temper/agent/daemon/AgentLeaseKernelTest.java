package io.temper.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import io.temper.agent.KernelGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents with a lease promise each other, on a real kernel. */
@Tag("kernel")
class AgentLeaseKernelTest {
  private static final Path ROOT = Path.of("/sys/fs/cgroup/temper-lease-agent-test");
  private static final Path PINS = Path.of("/sys/fs/bpf/temper-lease-agent-test");
  private static final String RULES = """
      apiVersion = "temper.io/v1"
      kind = "Workloads"
      [[workload]]
      name = "web"
      cgroup = "/temper-lease-agent-test/web"
      tier = "high"
      """;

  @TempDir
  Path folder;

  @BeforeEach
  void makeGroup() throws IOException {
    Files.createDirectories(ROOT.resolve("web"));
  }

  @AfterEach
  void removeGroup() throws IOException {
    KernelGroups.remove(ROOT);
    Files.deleteIfExists(PINS);
  }

  private AgentProcess start() throws IOException {
    return AgentProcess.start(
        folder, RULES, "[lease]", "duration = \"60s\"", "directory = \"" + PINS + "\"");
  }

  @Test
  void agentsThatSucceedEachOther_leaveNoGap_andSafeModeEndsWhatWasLeft() throws Exception {
    long sequence;
    try (var first = start()) {
      first.await("enforcing");
      sequence = AgentProcess.KERNEL.enableSeq();
      first.end();
    }
    assertThat(AgentProcess.KERNEL.state()).as("after TERM").isEqualTo("enabled");
    assertThat(Files.readString(folder.resolve("lib/audit.jsonl"))).contains("left the scheduler");
    try (var second = start()) {
      second.await("enforcing");
      assertThat(second.status().orElseThrow().work().attachments()).isZero();
      second.kill();
      assertThat(AgentProcess.KERNEL.state()).as("after KILL").isEqualTo("enabled");
      assertThat(AgentProcess.KERNEL.enableSeq()).isEqualTo(sequence);
      Files.writeString(second.safeModeFile(), "test");
    }
    try (var third = start()) {
      third.await("safe-mode");
      assertThat(AgentProcess.untilStock(System.nanoTime())).isLessThan(Duration.ofSeconds(1));
      assertThat(AgentProcess.KERNEL.enableSeq()).as("never attached").isEqualTo(sequence);
      Files.delete(third.safeModeFile());
      third.await("enforcing");
      third.signal("USR1");
      AgentProcess.untilStock(System.nanoTime());
    }
  }

  @Test
  void safeModeByCommand_whileNoAgentRuns_endsWhatWasLeft() throws Exception {
    try (var agent = start()) {
      agent.await("enforcing");
      agent.kill();
      assertThat(AgentProcess.KERNEL.state()).as("after KILL").isEqualTo("enabled");
      CommandRun run = CommandRun.of(
          "safe-mode",
          "on",
          "--config=" + folder.resolve("temper.toml"),
          "--socket=" + folder.resolve("control.sock"),
          "--file=" + agent.safeModeFile());
      assertThat(run.exitCode()).as("%s", run).isZero();
      assertThat(run.out()).contains("the scheduler that was left in " + PINS + " is ended");
      assertThat(AgentProcess.KERNEL.state()).isEqualTo("disabled");
      assertThat(agent.safeModeFile()).exists();
    }
  }
}
