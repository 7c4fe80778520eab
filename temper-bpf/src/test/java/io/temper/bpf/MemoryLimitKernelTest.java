package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The process that attached has no memory left in its cgroup, which pays for the notes on tasks. */
@Tag("kernel")
class MemoryLimitKernelTest {
  private static final int FORKS = 20;
  private static final int THREADS = 2000;
  private static final Path FILE = Path.of("/payload/filler");
  private static final long MIB = 1 << 20;
  private static final long ROOM_MIB = 8;

  private final Load load = new Load();

  @AfterEach
  void hostIsOnItsStockScheduler() throws IOException {
    load.close();
    Files.deleteIfExists(FILE);
    KernelHost.await("the stock scheduler", () -> KernelHost.state().equals("disabled"));
  }

  @Test
  @ConformanceRow("g")
  void forks_whileTheLoaderIsAtItsMemoryLimit_succeed(TestReporter reporter) {
    var cgroup = KernelHost.newCgroup("temper-test/loader");
    KernelHost.write("/sys/fs/cgroup/cgroup.subtree_control", "+memory");
    KernelHost.write("/sys/fs/cgroup/temper-test/cgroup.subtree_control", "+memory");
    var child = load.add(JavaChild.start(Load.inside(cgroup), AttachAndWait.class, "60"));
    assertThat(JavaChild.line(child)).isEqualTo("attached");
    keepAtItsLimit(cgroup);
    long before = limitReached(cgroup);
    var threads = load.crowd(List.of(), 0, THREADS);
    assertThat(JavaChild.line(threads)).as(THREADS + " threads").isEqualTo("all run");
    load.everyForkSucceeds(FORKS, Duration.ofSeconds(20));
    long times = limitReached(cgroup) - before;
    reporter.publishEntry("times at the limit", Long.toString(times));
    publishCounters(reporter);
    assertThat(times).as("times at the limit").isPositive();
    assertThat(KernelHost.state()).isEqualTo("enabled");
  }

  /** As in any cgroup that reads files: each page that is charged has to wait for one to be taken back. */
  private void keepAtItsLimit(Path cgroup) {
    long used = Long.parseLong(KernelHost.read(cgroup + "/memory.current").strip());
    KernelHost.write(cgroup + "/memory.max", Long.toString(used + ROOM_MIB * MIB));
    long before = limitReached(cgroup);
    load.startIn(
        cgroup,
        "sh",
        "-c",
        "dd if=/dev/zero of=" + FILE + " bs=1M count=" + 4 * ROOM_MIB
            + " 2>/dev/null; while :; do cat " + FILE + " >/dev/null; done");
    KernelHost.await("the cgroup is at its limit", () -> limitReached(cgroup) > before);
  }

  private static void publishCounters(TestReporter reporter) {
    try (var observer =
        SchedExtObserver.find(SchedExtOptions.fromSystemProperties()).orElseThrow()) {
      var snapshot = observer.snapshot();
      long without = snapshot.counters().withoutContext();
      reporter.publishEntry("waits without a context", Long.toString(without));
      snapshot
          .layers()
          .forEach(layer -> reporter.publishEntry(
              "longest wait of " + layer.name(), layer.longestWait().toString()));
    }
  }

  /** How often an allocation met the limit. */
  private static long limitReached(Path cgroup) {
    return KernelHost.read(cgroup + "/memory.events")
        .lines()
        .filter(line -> line.startsWith("max "))
        .mapToLong(line -> Long.parseLong(line.substring(4)))
        .sum();
  }
}
