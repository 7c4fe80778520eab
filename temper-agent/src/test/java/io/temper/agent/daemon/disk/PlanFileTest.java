package io.temper.agent.daemon.disk;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.daemon.RunningAgent;
import io.temper.json.PlanCheckpoint;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.TierPlanner;
import io.temper.tier.Tier;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent leaves of its plan for the next one, and what becomes of a file that is of no use. */
class PlanFileTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir
  Path folder;

  private final DiskThread disk = new DiskThread();
  private final AtomicLong nanos = new AtomicLong();
  private Path path;
  private PlanFile file;

  @BeforeEach
  void setUp() {
    path = folder.resolve("lib/last.plan");
    file = new PlanFile(path, disk, nanos::get);
    disk.start();
  }

  @AfterEach
  void tearDown() {
    disk.close();
  }

  private static EnforcementPlan plan(String machine) {
    return TierPlanner.standard()
        .plan(WorkloadSet.of(inTier("web", Tier.CRITICAL, 2000)), NodeTopology.parse(machine));
  }

  private static CpuSet fenced(KernelConfig config) {
    return CpuSet.unionOf(config.layers().stream().map(KernelLayer::fencedCpus).toList());
  }

  @Test
  void saved_isLoadedByTheNextAgent() {
    EnforcementPlan plan = plan("4c8t");
    file.save(plan);
    assertThat(disk.flush(PATIENCE)).isTrue();
    assertThat(new PlanFile(path, disk, nanos::get).load().orElseThrow().layers())
        .isEqualTo(plan.layers());
  }

  @Test
  void neverSaved_isEmpty() {
    assertThat(file.load()).isEmpty();
  }

  @Test
  void diskThatTakesNothing_leavesTheOneBefore() throws IOException {
    file.save(plan("4c8t"));
    assertThat(disk.flush(PATIENCE)).isTrue();
    Files.createDirectory(path.resolveSibling("last.plan.new"));
    file.save(plan("16c"));
    assertThat(disk.flush(PATIENCE)).isTrue();
    assertThat(file.load().orElseThrow().layers()).isEqualTo(plan("4c8t").layers());
  }

  @Test
  void diskThatTakesNothing_isTriedAgainAMinuteLater() throws IOException {
    Path blocked = path.resolveSibling("last.plan.new");
    Files.createDirectories(blocked);
    file.save(plan("4c8t"));
    assertThat(disk.flush(PATIENCE)).isTrue();
    assertThat(file.isLost()).isFalse();
    nanos.addAndGet(PlanFile.AGAIN.toNanos());
    assertThat(file.isLost()).isTrue();
    file.save(plan("4c8t"));
    assertThat(file.isLost()).isFalse();
    assertThat(disk.flush(PATIENCE)).isTrue();
    nanos.addAndGet(PlanFile.AGAIN.toNanos());
    assertThat(file.isLost()).isTrue();
    Files.delete(blocked);
    file.save(plan("4c8t"));
    assertThat(disk.flush(PATIENCE)).isTrue();
    nanos.addAndGet(PlanFile.AGAIN.toNanos());
    assertThat(file.isLost()).isFalse();
    assertThat(file.load()).isPresent();
  }

  @Test
  void directoryInItsPlace_isEmpty() throws IOException {
    Files.createDirectories(path);
    assertThat(file.load()).isEmpty();
  }

  @Test
  void restartedAgent_withTheSameWorkloads_movesNoCpu() {
    try (var agent = new RunningAgent(folder)) {
      agent.runs(inTier("web", Tier.CRITICAL, 2010));
      agent.start();
      agent.await("enforcing");
      // More than the dead-band of weights, so that the change is published.
      agent.runs(inTier("web", Tier.CRITICAL, 1990), inTier("batch", Tier.BACKGROUND, 100));
      agent.await(report -> report.work().generation() > 1, "at the next generation");
      KernelConfig before = agent.host.inForce().orElseThrow();
      assertThat(fenced(before)).isEqualTo(CpuSet.of(1, 2, 5, 6));
      agent.restart();
      agent.await("enforcing");
      KernelConfig after = agent.host.inForce().orElseThrow();
      assertThat(fenced(after)).isEqualTo(fenced(before));
      assertThat(after.members()).isEqualTo(before.members());
    }
  }

  /** The bytes that an agent finds in place of a plan; each is told, and none of them is fatal. */
  @ParameterizedTest
  @ValueSource(
      strings = {"empty", "cut", "damaged", "another version", "no text", "another machine"})
  void agentThatFinds_plansAndEnforcesAllTheSame(String what) throws IOException {
    String good = PlanCheckpoint.write(plan("4c8t"));
    byte[] found =
        switch (what) {
          case "empty" -> new byte[0];
          case "cut" -> good.substring(0, good.length() / 2).getBytes(StandardCharsets.UTF_8);
          case "damaged" -> good.replace("confined", "grouped ").getBytes(StandardCharsets.UTF_8);
          case "another version" ->
            good.replace("temper-plan 1", "temper-plan 7").getBytes(StandardCharsets.UTF_8);
          case "no text" -> new byte[] {(byte) 0xff, (byte) 0xfe, 0};
          default -> PlanCheckpoint.write(plan("2n4l64c128t")).getBytes(StandardCharsets.UTF_8);
        };
    Files.createDirectories(path.getParent());
    Files.write(path, found);
    try (var agent = new RunningAgent(folder)) {
      agent.runs(inTier("web", Tier.CRITICAL, 2000));
      agent.start();
      assertThat(agent.await("enforcing").problems()).isEmpty();
      assertThat(fenced(agent.host.inForce().orElseThrow()).size()).isEqualTo(2);
    }
    assertThat(file.load().orElseThrow().layers()).hasSize(3);
  }
}
