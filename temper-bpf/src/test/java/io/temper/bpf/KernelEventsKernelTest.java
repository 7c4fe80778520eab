package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.testkit.kernel.ConformanceRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the kernel counts of schedulers that leave it something to repair. */
@Tag("kernel")
@ConformanceRow("k")
class KernelEventsKernelTest {
  private static final Path EVENTS = Path.of("/sys/kernel/sched_ext/root/events");
  private static final Duration WHILE = Duration.ofSeconds(10);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  @Test
  void underLoad_theKernelHasNothingToRepair(TestReporter figures) {
    var work = KernelHost.newCgroup("temper-test/work");
    var batch = KernelHost.newCgroup("temper-test/batch");
    var members = Map.of(KernelHost.idOf(work), 2, KernelHost.idOf(batch), 3);
    try (var scheduler = host.attach(KernelHost.config(1, members, "work", "batch"))) {
      assumeThat(EVENTS).as("this kernel's events").exists();
      host.load().spinners(2 * KernelHost.cpus(), batch);
      host.load().startIn(work, "stress-ng", "--quiet", "--fork=2", "--switch=2", "--affinity=2");
      KernelHost.await(
          "the load is there",
          () -> scheduler.snapshot().layer("work").orElseThrow().wakeUps() > 100);
      var before = events();
      KernelHost.pause(WHILE);
      var happened = events();
      happened.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
      happened.forEach((name, count) -> figures.publishEntry(name, count.toString()));
      assertThat(happened).isNotEmpty().allSatisfy((name, count) -> assertThat(count)
          .isZero());
    }
  }

  private static Map<String, Long> events() {
    return KernelHost.read(EVENTS.toString())
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(
            line -> line[0], line -> Long.parseLong(line[1].strip()), Long::sum, TreeMap::new));
  }
}
