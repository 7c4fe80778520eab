package io.temper.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.KernelGroups;
import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.demo.node.Await;
import io.temper.bpf.SchedExtLoader;
import io.temper.kernel.KernelConfig;
import io.temper.linux.SysfsTopology;
import io.temper.testkit.KernelConfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What {@code temper run} promises of a host, on a real kernel. */
@Tag("kernel")
class AgentKernelTest {
  private static final Path ROOT = Path.of("/sys/fs/cgroup/temper-agent-test");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int MEMBERS = 20;
  private static final int TIMES = 10;
  private static final String RULES = """
      apiVersion = "temper.io/v1"
      kind = "Workloads"
      [[workload]]
      name = "web"
      cgroup = "/temper-agent-test/web"
      tier = "high"
      request = "500m"
      [[workload]]
      name = "batch"
      cgroup = "/temper-agent-test/batch-*"
      priority = -500
      """;

  @TempDir
  Path folder;

  @BeforeEach
  void makeGroups() throws IOException {
    Files.createDirectories(ROOT.resolve("web"));
    Files.createDirectories(ROOT.resolve("batch-first"));
  }

  @AfterEach
  void removeGroups() throws IOException {
    KernelGroups.remove(ROOT);
  }

  @Test
  void newGroups_areInTheirLayerSoonAndNothingIsAttachedAgain(TestReporter reporter)
      throws IOException {
    try (var agent = AgentProcess.start(folder, RULES)) {
      agent.await("enforcing");
      long before = AgentProcess.KERNEL.enableSeq();
      List<Duration> times = new ArrayList<>();
      for (int i = 0; i < MEMBERS; i++) {
        times.add(agent.untilPublished(ROOT.resolve("batch-" + i)));
      }
      Collections.sort(times);
      reporter.publishEntry(
          "group to layer",
          "p50 " + times.get(MEMBERS / 2).toMillis() + " ms, max "
              + times.get(MEMBERS - 1).toMillis() + " ms, n = " + MEMBERS);
      assertThat(AgentProcess.KERNEL.enableSeq()).isEqualTo(before);
      // The promise is 250 ms for 99 of 100, on a machine; here one of 20 may meet the emulator.
      assertThat(times.get(MEMBERS - 2)).isLessThan(Duration.ofMillis(250));
      assertThat(times.get(MEMBERS - 1)).isLessThan(SECOND);
    }
  }

  @Test
  void safeMode_byEveryWay_isThereWithinASecond(TestReporter reporter) throws Exception {
    try (var agent = AgentProcess.start(folder, RULES)) {
      List<Duration> times = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        agent.await("enforcing");
        Files.createDirectories(ROOT.resolve("batch-" + i));
        long start = System.nanoTime();
        if (i % 3 == 0) {
          Files.writeString(agent.safeModeFile(), "test");
          times.add(AgentProcess.untilStock(start));
          Files.delete(agent.safeModeFile());
        } else if (i % 3 == 1) {
          agent.signal("USR1");
          times.add(AgentProcess.untilStock(start));
          agent.signal("USR2");
        } else {
          agent.client().safeMode(Command.SAFE_MODE_ON, "test");
          times.add(AgentProcess.untilStock(start));
          agent.client().safeMode(Command.SAFE_MODE_OFF, "");
        }
      }
      Collections.sort(times);
      reporter.publishEntry(
          "asked to stock scheduler",
          "p50 " + times.get(TIMES / 2).toMillis() + " ms, max "
              + times.get(TIMES - 1).toMillis() + " ms, n = " + TIMES);
      assertThat(times.get(TIMES - 1)).isLessThan(SECOND);
    }
  }

  @Test
  void askedForSafeModeBeforeItStarts_neverAttaches() throws IOException {
    long before = AgentProcess.KERNEL.enableSeq();
    Files.createFile(folder.resolve("safe-mode"));
    try (var agent = AgentProcess.start(folder, RULES)) {
      agent.await("safe-mode");
      Await.pause(SECOND);
      assertThat(AgentProcess.KERNEL.enableSeq()).isEqualTo(before);
    }
  }

  @Test
  void killed_returnsTheHostAndTheNextOneEnforcesAgain() throws Exception {
    try (var agent = AgentProcess.start(folder, RULES)) {
      agent.await("enforcing");
      long start = System.nanoTime();
      agent.kill();
      assertThat(AgentProcess.untilStock(start)).isLessThan(SECOND);
    }
    try (var next = AgentProcess.start(folder, RULES)) {
      next.await("enforcing");
    }
  }

  @Test
  void otherScheduler_isNamedAndWaitedFor() throws IOException {
    try (var agent = AgentProcess.start(folder, RULES, "mode = \"enforce\"")) {
      agent.await("enforcing");
      agent.client().safeMode(Command.SAFE_MODE_ON, "");
      try (var other = new SchedExtLoader().attach(config(), exit -> {})) {
        agent.client().safeMode(Command.SAFE_MODE_OFF, "");
        assertThat(agent.await("waiting").state().reason()).contains("temper");
        assertThat(other.snapshot().generation()).isEqualTo(1);
      }
      agent.await("enforcing");
    }
  }

  @Test
  void sysRqS_isAWishThatLasts() throws Exception {
    try (var agent = AgentProcess.start(folder, RULES)) {
      agent.await("enforcing");
      Files.writeString(Path.of("/proc/sysrq-trigger"), "S");
      assertThat(agent.await("safe-mode").safeMode().get(0).source()).isEqualTo("kernel");
      agent.client().safeMode(Command.SAFE_MODE_OFF, "");
      agent.await("enforcing");
    }
  }

  private static KernelConfig config() {
    return KernelConfigs.plain(SysfsTopology.read().topology());
  }
}
