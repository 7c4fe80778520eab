package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.UsageReading;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReaderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final String SANDBOX_ID = "fedcba9876543210".repeat(4);
  private static final CgroupPath POD = new CgroupPath("/pod");

  @TempDir
  Path cgroups;

  @TempDir
  Path proc;

  private FakeFiles tree;
  private FakeFiles processes;

  @BeforeEach
  void prepare() {
    tree = new FakeFiles(cgroups).write("cgroup.controllers", "cpu").directory("pod");
    processes = new FakeFiles(proc).directory("self");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cri-containerd-%s.scope", "crio-%s.scope", "docker-%s.scope", "%s"})
  void read_podWithContainer_isThatOfTheContainer(String name) {
    container("pod/" + String.format(name, ID), "7\n8");
    thread(7, 7, "R", "1000000 500000 3");
    thread(7, 8, "S", "2000000 0 9");

    Map<ContainerId, UsageReading> readings = reader().read("shop", "web", POD);

    assertThat(readings).containsOnlyKeys(new ContainerId("shop", "web", ID));
    UsageReading reading = readings.values().iterator().next();
    assertThat(reading.run()).isEqualTo(Duration.ofMillis(3));
    assertThat(reading.periods()).isEqualTo(10);
    assertThat(reading.throttledPeriods()).isEqualTo(4);
    assertThat(reading.throttled()).isEqualTo(Duration.ofNanos(70_000));
    assertThat(reading.threads().values())
        .containsExactlyInAnyOrder(
            new ThreadUse(Duration.ofMillis(1), Duration.ofNanos(500_000)),
            new ThreadUse(Duration.ofMillis(2), Duration.ZERO));
    assertThat(reading.threadsKnown()).isTrue();
    assertThat(reading.runnable()).isEqualTo(1);
    assertThat(reading.at()).isEqualTo(NOW);
  }

  @Test
  void read_groupWithoutContainers_isThatOfTheWorkload() {
    container("pod", "");
    container("pod/nested", "7");
    thread(7, 7, "S", "5 6 7");

    Map<ContainerId, UsageReading> readings = reader().read("host", "nginx", POD);

    assertThat(readings).containsOnlyKeys(new ContainerId("host", "nginx", ""));
    assertThat(readings.values().iterator().next().threads()).hasSize(1);
  }

  /** Containerd makes a group for it as for the others. */
  @Test
  void read_podWithSandbox_isThatOfTheContainerAlone() {
    container("pod/cri-containerd-" + ID + ".scope", "7");
    container("pod/cri-containerd-" + SANDBOX_ID + ".scope", "6");
    thread(7, 7, "R", "1000000 500000 3");
    thread(6, 6, "pause", "S", "1000 0 1");

    assertThat(reader().read("shop", "web", POD))
        .containsOnlyKeys(new ContainerId("shop", "web", ID));
  }

  @Test
  void read_podWithOnlyASandboxYet_isNone() {
    container("pod", "");
    container("pod/" + SANDBOX_ID, "6");
    thread(6, 6, "pause", "S", "1000 0 1");

    assertThat(reader().read("shop", "web", POD)).isEmpty();
  }

  @Test
  void read_containerWithMoreThanAPause_isOne() {
    container("pod/" + ID, "6\n7");
    thread(6, 6, "pause", "S", "1000 0 1");
    thread(7, 7, "R", "1000000 500000 3");

    assertThat(reader().read("shop", "web", POD))
        .containsOnlyKeys(new ContainerId("shop", "web", ID));
  }

  @Test
  void read_serviceCalledPause_isThatOfTheWorkload() {
    container("pod", "6");
    thread(6, 6, "pause", "S", "1000 0 1");

    assertThat(reader().read("host", "pause", POD))
        .containsOnlyKeys(new ContainerId("host", "pause", ""));
  }

  @Test
  void read_kernelWithoutSchedstat_saysThatThreadsAreUnknown() {
    container("pod", "7");
    thread(7, 7, "R", "0 0 0");

    assertThat(reader().read("host", "nginx", POD).values())
        .allMatch(reading -> !reading.threadsKnown());
  }

  @Test
  void read_groupOrThreadIsGone_isLeftOut() {
    assertThat(reader().read("host", "gone", new CgroupPath("/gone"))).isEmpty();
    container("pod", "7\n9");
    thread(7, 7, "R", "1 1 1");

    assertThat(reader().read("host", "nginx", POD).values())
        .allMatch(reading -> reading.threads().size() == 1);
  }

  private void container(String group, String threads) {
    tree.write(
            group + "/cpu.stat",
            "usage_usec 3000\nuser_usec 1\nsystem_usec 2\nnr_periods 10\nnr_throttled 4\n"
                + "throttled_usec 70")
        .write(group + "/cgroup.threads", threads);
  }

  private void thread(int process, int tid, String state, String schedstat) {
    thread(process, tid, "worker", state, schedstat);
  }

  private void thread(int process, int tid, String name, String state, String schedstat) {
    String directory = tid + "/task/" + tid;
    String stat = tid + " (" + name + ") " + state + " 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 2 0 4"
        + tid + " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0";
    processes
        .write(tid + "/status", "Name:\t" + name + "\nTgid:\t" + process)
        .write(tid + "/comm", name)
        .write(directory + "/stat", stat)
        .write(directory + "/schedstat", schedstat);
  }

  private UsageReader reader() {
    return new UsageReader(
        CgroupTree.open(cgroups), ThreadTable.open(proc), 4, () -> NOW, () -> 42L);
  }
}
