package io.temper.agent.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.AgentFolder;
import io.temper.agent.TemperAgent;
import io.temper.testkit.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code temper run --observe} as a process whose service manager is this test. */
class ServiceProcessTest {
  @TempDir
  Path folder;

  private DatagramReceiver systemd;
  private Process process;

  @BeforeEach
  void startTheAgent() throws IOException {
    String name = "@temper-process-test-" + ProcessHandle.current().pid();
    systemd = new DatagramReceiver(name);
    Files.createDirectories(folder.resolve("cgroup/web"));
    Files.createFile(folder.resolve("cgroup/cgroup.controllers"));
    Path config = AgentFolder.write(folder, """
        apiVersion = "temper.io/v1"
        kind = "Workloads"
        [[workload]]
        name = "web"
        cgroup = "/web"
        tier = "high"
        """, "mode = \"observe\"");
    var command = JavaProgram.command(TemperAgent.class, "run", "--config", config.toString());
    command.add(1, "-Dtemper.cgroup.root=" + folder.resolve("cgroup"));
    var builder = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log().toFile());
    builder.environment().put("NOTIFY_SOCKET", name);
    builder.environment().put("WATCHDOG_USEC", "4000000");
    process = builder.start();
  }

  @AfterEach
  void endTheAgent() throws InterruptedException {
    process.destroyForcibly().waitFor();
    systemd.close();
  }

  @Test
  void agent_isReadyWithItsFirstStateAndTellsUntilItEnds() throws Exception {
    systemd.await("READY=1"::equals);
    assertThat(folder.resolve("control.sock")).exists();
    assertThat(systemd.heard()).anyMatch(line -> line.startsWith("STATUS=observing: "));
    systemd.await("WATCHDOG=1"::equals);
    // Whole at once: the agent looks as soon as it is there.
    Path draft = Files.writeString(folder.resolve("draft"), "an upgrade");
    Files.move(draft, folder.resolve("safe-mode"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(systemd.await(line -> line.startsWith("STATUS=safe-mode"))).contains("an upgrade");
    process.destroy();
    systemd.await("STOPPING=1"::equals);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(log())).contains("the agent runs");
  }

  private Path log() {
    return folder.resolve("log");
  }
}
