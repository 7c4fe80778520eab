package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.node.CpuSet;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.MachineShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Crowds of several layers may use two CPUs only, and each CPU is asked for all of them in each round. What a CPU
 * gives to whom it was asked for must leave its part to a thread that has only this CPU.
 */
@Tag("kernel")
@ConformanceRow("7")
@MachineShape("4")
class CrowdsBesidePinnedKernelTest {
  /** The first layer of the configuration; those before it are the system's. */
  private static final int FIRST = 2;

  private static final int CROWDS = 4;
  private static final int CROWD = 60;
  private static final CpuSet FREE = CpuSet.range(0, 1);
  private static final CpuSet CROWDED = CpuSet.range(2, 3);

  /** Longest wait that the scheduler promises. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private static final Duration TIME = Duration.ofSeconds(20);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private final List<Path> crowded = IntStream.range(0, CROWDS)
      .mapToObj(i -> KernelHost.newCgroup("temper-test/crowd" + i))
      .toList();
  private final Path pinned = KernelHost.newCgroup("temper-test/pinned");

  /**
   * Five layers of one weight share four CPUs, so the thread is owed 0.8 of its own; with half of that CPU for whom it
   * is asked for, 0.4. Emulated ticks are late by up to a quarter of that.
   */
  @LongFormOnly
  @Test
  void threadOfOneCpu_besideCrowdsThatTheCpuIsAskedFor_keepsHalfOfItsPart(TestReporter reporter) {
    crowded.forEach(this::startCrowd);
    crowded.forEach(crowd -> load.spinnersOn(1, crowd, FREE));
    load.startIn(pinned, "taskset", "-c", Integer.toString(CROWDED.first()), "sh", "-c", Load.SPIN);
    try (var scheduler = host.attach(config())) {
      KernelHost.pause(Duration.ofSeconds(2));
      double got = KernelHost.usedCpus(pinned, TIME);
      reporter.publishEntry("CPUs of the thread of one CPU", Double.toString(got));
      for (int i = 0; i < CROWDS; i++) {
        var wait = scheduler.snapshot().layer("crowd" + i).orElseThrow().longestWait();
        reporter.publishEntry(
            "longest wait of crowd " + i + " in ms", Long.toString(wait.toMillis()));
        assertThat(wait).as("longest wait of crowd " + i).isLessThan(MAX_WAIT);
      }
      assertThat(got).as("CPUs of the thread of one CPU").isGreaterThan(0.3);
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }

  /** A program that begins among those that spin on its CPUs needs minutes: it gets them once it has begun. */
  private void startCrowd(Path cgroup) {
    var crowd = load.crowdIn(cgroup, CROWD, "nice", "-n", "0");
    var narrow =
        load.start("taskset", "-a", "-p", "-c", CROWDED.toString(), Long.toString(crowd.pid()));
    assertThat(Load.ends(narrow, Duration.ofMinutes(1))).as("taskset ends").isTrue();
    assertThat(narrow.exitValue()).as("exit value of taskset").isZero();
  }

  /** Nobody preempts, and all have one weight. */
  private KernelConfig config() {
    var groups = Stream.concat(crowded.stream(), Stream.of(pinned)).toList();
    var names = groups.stream().map(group -> group.getFileName().toString()).toArray(String[]::new);
    var members = new HashMap<Long, Integer>();
    groups.forEach(group -> members.put(KernelHost.idOf(group), FIRST + members.size()));
    var config = KernelHost.config(1, members, names);
    for (int i = 0; i < names.length; i++) {
      config = Configs.with(config, Configs.layer(FIRST + i, names[i], 20, 100, false));
    }
    return config;
  }
}
