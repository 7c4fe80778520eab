package io.temper.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.demo.measure.Arm;
import io.temper.agent.demo.node.Await;
import io.temper.agent.demo.node.CgroupDriver;
import io.temper.agent.demo.report.Changes;
import io.temper.agent.demo.report.DemoReport;
import io.temper.bpf.SchedExtLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One short round of the demo on a real kernel: it reports, and leaves nothing behind. */
@Tag("kernel")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DemoKernelTest {
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
  private static final Path STATE = Path.of("/sys/kernel/sched_ext/state");

  private static DemoReport run(List<String> progress, Arm... arms) {
    var options = new DemoOptions(
        1,
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        4,
        10,
        CgroupDriver.CGROUPFS,
        List.of(arms));
    DemoHost host = DemoHost.ofThisMachine(new SchedExtLoader());
    host.requirePossible();
    return new HereDemo(options, host.open(), new HereDemo.Audience(progress::add, plan -> {}))
        .run("test");
  }

  @Test
  void run_ofOneRound_measuresChangesTiersAndCleansUp() throws Exception {
    var progress = new ArrayList<String>();
    DemoReport report = run(progress, Arm.STOCK_FULL, Arm.TEMPER_FULL, Arm.FIFO_FULL);

    assertThat(report.arms()).hasSize(3).allSatisfy(a -> assertThat(a.requests())
        .isPositive());
    Changes changes = Objects.requireNonNull(report.changes());
    assertThat(changes.publishes()).isPositive();
    assertThat(changes.everDetached()).isFalse();
    assertThat(changes.shown().generationAfter()).isGreaterThan(changes.shown().generationBefore());
    assertThat(progress).anyMatch(line -> line.contains("Temper, full node"));
    assertThatNothingIsLeft();
  }

  private static void assertThatNothingIsLeft() throws Exception {
    assertThat(Files.readString(STATE).strip()).isEqualTo("disabled");
    try (var groups = Files.list(CGROUPS)) {
      assertThat(groups.map(g -> g.getFileName().toString()))
          .doesNotContain("kubepods", "kubepods.slice", "temper-demo");
    }
    // Another thread of the JVM takes note of a child's end.
    Await.until(
        Duration.ofSeconds(60),
        () -> ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive),
        () -> "still there: " + ProcessHandle.current().children().toList());
  }
}
