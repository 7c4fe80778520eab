package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attaching and detaching many times under load, and what the kernel had to do in our place. */
@Tag("kernel")
@LongFormOnly
class AttachLoopKernelTest {
  private static final int TIMES = 20;
  private static final Path EVENTS = Path.of("/sys/kernel/sched_ext/root/events");

  /**
   * What the kernel counts without a fault of the scheduler: while it takes tasks over or lets them
   * go it runs them itself (BYPASS), and threads get a first slice from it then.
   */
  private static final List<String> MAY_HAPPEN = List.of(
      "SCX_EV_BYPASS_DURATION",
      "SCX_EV_BYPASS_DISPATCH",
      "SCX_EV_BYPASS_ACTIVATE",
      "SCX_EV_REFILL_SLICE_DFL",
      "SCX_EV_DISPATCH_KEEP_LAST");

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();

  @Test
  void attachAndDetach_underLoad_isInChargeEachTime(TestReporter reporter) {
    load.spinners(KernelHost.cpus(), KernelHost.newCgroup("temper-test/loop"));
    long before = KernelHost.enableSequence();
    var attaching = new Times();
    var detaching = new Times();
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      var scheduler = host.attach(KernelHost.config(1, Map.of(), "high"));
      attaching.addSince(start);
      assertThat(KernelHost.state()).isEqualTo("enabled");
      start = System.nanoTime();
      scheduler.close();
      detaching.addSince(start);
      assertThat(KernelHost.state()).isEqualTo("disabled");
    }
    assertThat(KernelHost.enableSequence()).isEqualTo(before + TIMES);
    reporter.publishEntry("preflight, load and attach", attaching.toString());
    reporter.publishEntry("detach", detaching.toString());
  }

  @Test
  void kernelEvents_underLoad_showNoFallback(TestReporter reporter) throws Exception {
    var cgroup = KernelHost.newCgroup("temper-test/loop");
    try (var scheduler =
        host.attach(KernelHost.config(1, Map.of(KernelHost.idOf(cgroup), 2), "high"))) {
      assumeThat(EVENTS).as("this kernel counts events (from 6.14 on)").exists();
      load.spinners(KernelHost.cpus(), cgroup);
      load.stress(cgroup, "--switch", "1", "--fork", "1", "--affinity", "1", "--timeout", "4s");
      KernelHost.pause(Duration.ofMillis(200));
      var counted = Files.readAllLines(EVENTS).stream()
          .map(line -> line.split("\\s+", 2))
          .collect(Collectors.toMap(pair -> pair[0], pair -> Long.parseLong(pair[1])));
      counted.values().removeIf(count -> count == 0);
      reporter.publishEntry("kernel events that are not 0", counted.toString());
      assertThat(counted.keySet()).isSubsetOf(MAY_HAPPEN);
      assertThat(scheduler.snapshot().counters().withoutConfig()).isZero();
    }
  }
}
