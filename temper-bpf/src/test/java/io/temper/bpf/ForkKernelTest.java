package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.observe.SchedulerExit;
import io.temper.testkit.kernel.ConformanceRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Forks never fail and ends of processes are not held up, however many threads there are. */
@Tag("kernel")
@ConformanceRow({"8", "d"})
class ForkKernelTest {
  private static final int CRITICAL = 2;
  private static final int LOW = 3;

  /** So long that only an end that is held up for good exceeds it; the figures tell the usual time. */
  private static final Duration HELD_UP = Duration.ofSeconds(60);

  private final SchedExtLoader loader = new SchedExtLoader();
  private final List<SchedulerExit> exits = new CopyOnWriteArrayList<>();
  private final Load load = new Load();
  private final Path critical = KernelHost.newCgroup("temper-test/critical");
  private final Path low = KernelHost.newCgroup("temper-test/low");
  private SchedExtScheduler scheduler;

  @BeforeEach
  void attach() {
    scheduler = loader.attach(config(), exits::add);
  }

  @AfterEach
  void nothingBroke() {
    try {
      assertThat(exits).isEmpty();
      assertThat(KernelHost.state()).isEqualTo("enabled");
      KernelHost.requireNobodyLeftBehind(scheduler);
    } finally {
      load.close();
      scheduler.close();
    }
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  /** The critical layer is protected on all CPUs and preempts. */
  private KernelConfig config() {
    var members = Map.of(KernelHost.idOf(critical), CRITICAL, KernelHost.idOf(low), LOW);
    return Configs.protectedEverywhere(
        KernelHost.config(1, members, "critical", "low"), CRITICAL, KernelHost.cpus());
  }

  private void everyForkSucceeds(int times, TestReporter reporter) {
    var took = load.everyForkSucceeds(times, HELD_UP);
    reporter.publishEntry("fork, exec and exit of /bin/true", took.toString());
  }

  @Test
  void aThousandThreadsThatEndAtOnce_onOneCpu_endSoon(TestReporter reporter) {
    var child =
        load.add(JavaChild.start(List.of("taskset", "-c", "0"), ManyThreads.class, "1000", "0"));
    KernelHost.move(child, low);
    assertThat(JavaChild.line(child)).isEqualTo("all started");
    KernelHost.pause(Duration.ofSeconds(2));
    long start = System.nanoTime();
    child.destroyForcibly();
    assertThat(Load.ends(child, HELD_UP)).as("1000 threads end").isTrue();
    reporter.publishEntry(
        "1000 threads gone after", (System.nanoTime() - start) / 1_000_000 + " ms");
    everyForkSucceeds(5, reporter);
  }

  @Test
  void forkBombs_neverFailAndLeaveNoThreadUnknown(TestReporter reporter) {
    assertThat(load.stress(low, "--fork", "2", "--pthread", "1", "--vfork", "1", "--timeout", "8s"))
        .isZero();
    everyForkSucceeds(20, reporter);
    assertThat(scheduler.snapshot().counters().withoutContext()).isZero();
  }
}
