package io.temper.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.bench.report.BenchReport;
import io.temper.agent.bench.report.BenchReport.Cost;
import io.temper.agent.demo.DemoHost;
import io.temper.bpf.SchedExtLoader;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One short round of every benchmark on a real kernel; the run itself checks that Temper stayed. */
@Tag("kernel")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@LongFormOnly
class BenchKernelTest {
  private static final Path KERNEL = Path.of("/proc/sys/kernel");

  @Test
  void run_ofOneRound_measuresEverythingAndLeavesNothingBehind() throws Exception {
    var options = new BenchOptions(
        1,
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        Duration.ofMillis(200),
        4,
        EnumSet.allOf(Part.class),
        List.of(0, 4),
        "wall");
    var progress = new ArrayList<String>();
    DemoHost host = DemoHost.ofThisMachine(new SchedExtLoader());
    BenchReport report = new BenchRun(options, host.open(), Path.of("/"), progress::add)
        .run(new BenchReport.Build("test", "test", "test"));

    assertThat(report.uncontended()).hasSize(4).allSatisfy(u -> {
      assertThat(u.stock().median()).as(u.id()).isPositive();
      assertThat(u.temper().median()).as(u.id()).isPositive();
    });
    assertThat(report.ladder()).hasSize(6).allSatisfy(s -> {
      assertThat(s.throughput().median()).isPositive();
      assertThat(s.p99().median()).isGreaterThanOrEqualTo(s.p50().median());
      assertThat(s.batch().median() > 0).isEqualTo(s.spinners() > 0);
    });
    assertThatTheKernelCounted(report.costs());
    assertThatNothingIsLeft();
  }

  private static void assertThatTheKernelCounted(List<Cost> costs) {
    assertThat(costs).hasSize(2 * 5).allSatisfy(c -> {
      assertThat(c.switches()).as(c.id()).isPositive();
      assertThat(c.wakeUps()).as(c.id()).isPositive();
    });
    assertThat(costs)
        .filteredOn(c -> c.arm().equals("stock"))
        .allSatisfy(c -> assertThat(c.programs()).isEmpty());
    assertThat(costs).filteredOn(c -> c.arm().equals("temper")).allSatisfy(c -> assertThat(
            c.programs())
        .extracting(BenchReport.Program::name)
        .contains("select_cpu", "enqueue", "dispatch", "running", "stopping"));
  }

  private static void assertThatNothingIsLeft() throws Exception {
    assertThat(Path.of("/sys/kernel/sched_ext/state")).hasContent("disabled");
    assertThat(Path.of("/sys/fs/cgroup/kubepods")).doesNotExist();
    assertThat(Files.readString(KERNEL.resolve("bpf_stats_enabled")).strip()).isEqualTo("0");
    assertThat(Files.readString(KERNEL.resolve("sched_schedstats")).strip()).isEqualTo("0");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
        .isEmpty();
  }
}
