package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
  private Process sleeper;

  /** Sleeps and wakes up all the time, without a child that would run beside it. */
  @BeforeEach
  void sleepOnTheLastCpu() {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(1);
    sleeper = KernelHost.start(
        "taskset",
        "-c",
        Integer.toString(last),
        "bash",
        "-c",
        "rm -f /tmp/never; mkfifo /tmp/never; exec 3<>/tmp/never;"
            + " while :; do read -t 0.01 -u 3; done");
    KernelHost.pause(Duration.ofSeconds(1));
  }

  @AfterEach
  void end() {
    sleeper.destroyForcibly();
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  private KernelConfig config(Path cgroup, int layer) {
    var plain = KernelHost.config(1, Map.of(KernelHost.idOf(cgroup), layer), "high", "low");
    var layers = new ArrayList<>(plain.layers());
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
    layers.set(HIGH, high);
    return plain.withLayers(layers);
  }

  /** Returns how often, of 1, the thread was seen on the last CPU. */
  private double shareOnTheLastCpu(int layer) {
    var cgroup = KernelHost.newCgroup("temper-test/sleeper");
    KernelHost.move(sleeper, cgroup);
    try (var scheduler = loader.attach(config(cgroup, layer), exit -> {})) {
      KernelHost.allowAllCpus(sleeper);
      KernelHost.pause(Duration.ofMillis(500));
      int there = 0;
      for (int i = 0; i < SAMPLES; i++) {
        KernelHost.pause(BETWEEN);
        there += KernelHost.lastCpuOf(sleeper) == last ? 1 : 0;
      }
      assertThat(sleeper.isAlive()).as("the sleeper is alive").isTrue();
      LOG.info("on the last CPU {} of {} times: {}", there, SAMPLES, scheduler.snapshot());
      return (double) there / SAMPLES;
    }
  }

  /** With two CPUs the other one is busy now and then, and then the protected one is right. */
  @Test
  void lowerRank_keepsOffProtectedCpusWhileOthersAreIdle() {
    assertThat(shareOnTheLastCpu(LOW)).isLessThan(HALF);
  }

  @Test
  void preferringLayer_runsOnItsCpu() {
    assertThat(shareOnTheLastCpu(HIGH)).isGreaterThan(HALF);
  }
}
