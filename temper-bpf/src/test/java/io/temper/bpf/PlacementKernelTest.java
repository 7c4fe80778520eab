package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a thread that wakes up runs while other CPUs are idle. */
@Tag("kernel")
class PlacementKernelTest {
  private static final Logger LOG = LoggerFactory.getLogger(PlacementKernelTest.class);
  private static final int SAMPLES = 40;
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final double HALF = 0.5;
  private static final int HIGH = 2;
  private static final int LOW = 3;

  private final SchedExtLoader loader = new SchedExtLoader(KernelHost.withFaultInjection());
  private final int last = KernelHost.cpus() - 1;
  private final Load load = new Load();
  private Process sleeper;

  @BeforeEach
  void sleepOnTheLastCpu(@TempDir Path directory) {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(1);
    sleeper = load.sleeperOn(last, directory);
  }

  @AfterEach
  void end() {
    load.close();
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  private KernelConfig config(Path cgroup, int layer) {
    var plain = KernelHost.config(1, Map.of(KernelHost.idOf(cgroup), layer), "high", "low");
    var high = new KernelLayer(
        HIGH,
        "high",
        KernelLayer.Kind.GROUPED,
        48,
        500,
        20_000_000,
        0,
        true,
        true,
        CpuSet.of(last));
    return Configs.with(plain, high);
  }

  /**
   * Lets the sleeper, in that layer, wake up where the scheduler wants it, until rounds of samples are
   * as wanted. Some may not be: what else a busy machine runs takes the CPU that would have been idle.
   */
  private void awaitShareOnTheLastCpu(int layer, String what, DoublePredicate wanted) {
    var cgroup = KernelHost.newCgroup("temper-test/sleeper");
    KernelHost.move(sleeper, cgroup);
    try (var scheduler = loader.attach(config(cgroup, layer), exit -> {})) {
      KernelHost.allowAllCpus(sleeper);
      KernelHost.await(what, () -> wanted.test(shareOnTheLastCpu()));
      LOG.info("{}", scheduler.snapshot());
    }
  }

  /** Returns how often, of 1, the thread was seen on the last CPU. */
  private double shareOnTheLastCpu() {
    int there = 0;
    for (int i = 0; i < SAMPLES; i++) {
      KernelHost.pause(BETWEEN);
      there += KernelHost.lastCpuOf(sleeper) == last ? 1 : 0;
    }
    LOG.info("on the last CPU {} of {} times", there, SAMPLES);
    return (double) there / SAMPLES;
  }

  /** With two CPUs the other one is busy now and then, and then the protected one is right. */
  @Test
  void lowerRank_keepsOffProtectedCpusWhileOthersAreIdle() {
    awaitShareOnTheLastCpu(LOW, "the thread keeps off the protected CPU", share -> share < HALF);
  }

  @Test
  void preferringLayer_runsOnItsCpu() {
    awaitShareOnTheLastCpu(HIGH, "the thread is on the preferred CPU", share -> share > HALF);
  }
}
