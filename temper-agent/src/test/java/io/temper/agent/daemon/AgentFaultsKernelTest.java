package io.temper.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.KernelGroups;
import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.demo.node.Await;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of every kind, in random order, with a judge after each. {@code
 * -Dtemper.faults.seconds=1200} sets for how long, {@code -Dtemper.faults.seed} repeats an order.
 */
@Tag("kernel")
@LongFormOnly
class AgentFaultsKernelTest {
  private static final Path ROOT = Path.of("/sys/fs/cgroup/temper-faults-test");
  private static final Duration TIME =
      Duration.ofSeconds(Long.getLong("temper.faults.seconds", 1200));
  private static final long SEED = Long.getLong("temper.faults.seed", 42);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Twice the heartbeat's timeout, and the time in which the scheduler looks at it. */
  private static final Duration LONG_STOP = Duration.ofSeconds(6);

  /** How long a CPU must stay after a scheduler was detached: see docs/failures.md. */
  private static final Duration STORAGE_IS_FREED = Duration.ofSeconds(3);

  private static final String RULES = """
      apiVersion = "temper.io/v1"
      kind = "Workloads"
      [[workload]]
      name = "web"
      cgroup = "/temper-faults-test/web"
      tier = "high"
      request = "500m"
      [[workload]]
      name = "batch"
      cgroup = "/temper-faults-test/batch-*"
      priority = -500
      """;

  private static final NodeJudge JUDGE = new NodeJudge(
      new CgroupPath("/temper-faults-test"), Map.of("web", "high", "batch-", "background"));

  @TempDir
  Path folder;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> done = new LinkedHashMap<>();
  private AgentProcess agent;
  private Path rules;

  /** Something that goes wrong, and is judged. */
  private interface Fault {
    void happen() throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(ROOT.resolve("web"));
    Files.createDirectories(ROOT.resolve("batch-0"));
    rules = folder.resolve("workloads.toml");
    agent = startAgent();
  }

  private AgentProcess startAgent() throws IOException {
    return AgentProcess.start(folder, RULES, "[heartbeat]", "timeout = \"2s\"");
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
    KernelGroups.remove(ROOT);
  }

  @Test
  void whateverHappens_theNodeRunsTheLastPlanOrTheStockSchedulerAndSaysWhy(TestReporter reporter)
      throws Exception {
    requireEnforcing("the start");
    long end = System.nanoTime() + TIME.toNanos();
    List<Map.Entry<String, Fault>> faults = new ArrayList<>(faults().entrySet());
    while (System.nanoTime() < end) {
      Collections.shuffle(faults, random);
      for (var fault : faults) {
        fault.getValue().happen();
        done.merge(fault.getKey(), 1, Integer::sum);
        requireEnforcing(fault.getKey());
      }
    }
    done.forEach((fault, times) -> reporter.publishEntry(fault, times.toString()));
    assertThat(done).hasSize(faults.size());
  }

  private Map<String, Fault> faults() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("agent killed", this::kill);
    faults.put("agent stopped for longer than its heartbeat", this::stopForLong);
    faults.put("agent stopped for a moment", this::stopForAMoment);
    faults.put("workload file spoilt", () -> spoil("tier = 7\n"));
    faults.put("workload file gone", this::removeRules);
    faults.put("workload file unreadable", this::replaceRulesByAFolder);
    faults.put("configuration spoilt", this::spoilConfiguration);
    faults.put("control groups come and go", this::churn);
    faults.put("clock set by an hour", () -> setClock("+1 hour"));
    faults.put("clock set back by an hour", () -> setClock("-1 hour"));
    faults.put("CPU off and on", this::hotplug);
    faults.put("SysRq-S", this::sysRq);
    faults.put("safe mode by file", this::safeModeByFile);
    faults.put("safe mode by signal", this::safeModeBySignal);
    faults.put("safe mode by command", this::safeModeByCommand);
    faults.put("disk full", this::fillDisk);
    return faults;
  }

  private void requireEnforcing(String after) {
    JUDGE.require(agent, after, "enforcing", "");
  }

  private void kill() throws Exception {
    long start = System.nanoTime();
    agent.kill();
    assertThat(AgentProcess.untilStock(start)).isLessThan(SECOND);
    agent = startAgent();
  }

  private void stopForLong() throws Exception {
    agent.signal("STOP");
    Await.pause(LONG_STOP);
    assertThat(AgentProcess.KERNEL.state()).isEqualTo("disabled");
    agent.signal("CONT");
  }

  private void stopForAMoment() throws Exception {
    long before = AgentProcess.KERNEL.enableSeq();
    agent.signal("STOP");
    Await.pause(SECOND);
    agent.signal("CONT");
    requireEnforcing("a short stop");
    assertThat(AgentProcess.KERNEL.enableSeq()).isEqualTo(before);
  }

  private void spoil(String with) throws IOException {
    Files.writeString(rules, RULES + with);
    requireProblem("workloads.toml");
    Files.writeString(rules, RULES);
    requireNoProblem();
  }

  private void removeRules() throws IOException {
    Files.delete(rules);
    requireProblem("workloads.toml");
    Files.writeString(rules, RULES);
    requireNoProblem();
  }

  /** For root no file is unreadable by its mode. */
  private void replaceRulesByAFolder() throws IOException {
    Files.delete(rules);
    Files.createDirectory(rules);
    requireProblem("workloads.toml");
    Files.delete(rules);
    Files.writeString(rules, RULES);
    requireNoProblem();
  }

  private void spoilConfiguration() throws Exception {
    Path file = folder.resolve("temper.toml");
    String right = Files.readString(file);
    Files.writeString(file, right + "\n[heartbeat\n");
    agent.signal("HUP");
    requireProblem("temper.toml");
    requireEnforcing("a wrong configuration");
    Files.writeString(file, right);
    agent.signal("HUP");
    requireNoProblem();
  }

  private void requireProblem(String part) {
    var report = agent.await(
        is -> is.sources().stream()
            .anyMatch(one -> one.problem() != null && one.problem().contains(part)),
        "telling that " + part + " is wrong");
    assertThat(report.state().name()).isEqualTo("enforcing");
  }

  private void requireNoProblem() {
    agent.await(
        is -> is.sources().stream().allMatch(one -> one.problem() == null), "free of problems");
  }

  private void churn() throws IOException {
    for (int i = 1; i < 30; i++) {
      Path group = ROOT.resolve("batch-" + i);
      if (random.nextBoolean()) {
        Files.createDirectories(group);
      } else {
        Files.deleteIfExists(group);
      }
    }
  }

  private void setClock(String by) throws Exception {
    var set = new ProcessBuilder("date", "-s", by).start();
    assertThat(set.waitFor()).isZero();
  }

  private void hotplug() throws IOException {
    int last = Runtime.getRuntime().availableProcessors() - 1;
    Await.pause(STORAGE_IS_FREED);
    Path online = Path.of("/sys/devices/system/cpu/cpu" + last + "/online");
    Files.writeString(online, "0");
    requireEnforcing("a CPU that went away");
    Files.writeString(online, "1");
  }

  private void sysRq() throws Exception {
    Files.writeString(Path.of("/proc/sysrq-trigger"), "S");
    JUDGE.require(agent, "SysRq-S", "safe-mode", "kernel");
    agent.client().safeMode(Command.SAFE_MODE_OFF, "");
  }

  private void safeModeByFile() throws Exception {
    long start = System.nanoTime();
    Files.writeString(agent.safeModeFile(), "a test");
    assertThat(AgentProcess.untilStock(start)).isLessThan(SECOND);
    JUDGE.require(agent, "the file", "safe-mode", "a test");
    Files.delete(agent.safeModeFile());
  }

  private void safeModeBySignal() throws Exception {
    long start = System.nanoTime();
    agent.signal("USR1");
    assertThat(AgentProcess.untilStock(start)).isLessThan(SECOND);
    JUDGE.require(agent, "SIGUSR1", "safe-mode", "signal");
    agent.signal("USR2");
  }

  private void safeModeByCommand() {
    agent.client().safeMode(Command.SAFE_MODE_ON, "look");
    JUDGE.require(agent, "safe-mode on", "safe-mode", "look");
    agent.client().safeMode(Command.SAFE_MODE_OFF, "");
  }

  /** The state directory is a small file system of its own, so filling it harms nobody else. */
  private void fillDisk() throws Exception {
    Path state = folder.resolve("lib");
    run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", state.toString());
    try {
      Path filler = state.resolve("filler");
      run("sh", "-c", "dd if=/dev/zero of=" + filler + " bs=4k 2>/dev/null; test -s " + filler);
      agent.client().safeMode(Command.SAFE_MODE_ON, "disk full");
      JUDGE.require(agent, "a full disk", "safe-mode", "disk full");
      agent.await(
          is -> is.problems().stream().anyMatch(one -> one.contains("audit log")),
          "telling that the audit log cannot be written");
      agent.client().safeMode(Command.SAFE_MODE_OFF, "");
      requireEnforcing("safe mode on a full disk");
      Files.delete(filler);
      agent.await(
          is -> is.problems().stream().noneMatch(one -> one.contains("audit log")),
          "writing its audit log again");
    } finally {
      run("umount", state.toString());
    }
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + ": " + text).isZero();
  }
}
