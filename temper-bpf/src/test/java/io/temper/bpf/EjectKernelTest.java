package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.KernelConfig;
import io.temper.node.CpuSet;
import io.temper.observe.ExitCause;
import io.temper.observe.SchedulerExit;
import io.temper.observe.StallReport;
import io.temper.spi.AttachRejectedException;
import io.temper.spi.AttachedScheduler;
import io.temper.testkit.kernel.LongFormOnly;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each way in which the kernel ends a scheduler, or does not take it, is data with a typed cause. */
@Tag("kernel")
@LongFormOnly
class EjectKernelTest {
  private static final Logger LOG = LoggerFactory.getLogger(EjectKernelTest.class);

  /** Kernel 7.3 warns of less than 4.1 s. */
  private static final Duration WATCHDOG = Duration.ofSeconds(5);

  private static final int LOW = 3;

  private final List<SchedulerExit> exits = new CopyOnWriteArrayList<>();
  private final Load load = new Load();
  private final SchedExtLoader loader = new SchedExtLoader(SchedExtOptions.builder()
      .libbpf(SchedExtOptions.fromSystemProperties().libbpf())
      .faultInjection(true)
      .watchdogTimeout(WATCHDOG)
      .build());

  @AfterEach
  void stopLoad() {
    load.close();
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  private SchedulerExit awaitExit(Duration atMost, AttachedScheduler scheduler) {
    assertThat(KernelHost.within(atMost, () -> !exits.isEmpty())).as("an exit").isTrue();
    assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.EXITED);
    assertThat(KernelHost.state()).isEqualTo("disabled");
    var exit = exits.get(0);
    LOG.info("{}: {}, dump of {} characters", exit.cause(), exit, exit.dump().length());
    return exit;
  }

  @Test
  void waitingThreadThatIsForgotten_isAStallWithItsName() {
    var cgroup = KernelHost.newCgroup("temper-test/stall");
    var config = KernelHost.config(1, Map.of(KernelHost.idOf(cgroup), LOW), "high", "low");
    try (var scheduler = loader.attach(config, exits::add)) {
      load.spinners(2 * KernelHost.cpus(), cgroup);
      KernelHost.pause(Duration.ofMillis(500));
      scheduler.injectStall(LOW);
      var exit = awaitExit(WATCHDOG.multipliedBy(4), scheduler);
      assertThat(exit.kind()).isEqualTo(SchedulerExit.Kind.ERROR_STALL);
      assertThat(exit.cause()).isEqualTo(ExitCause.STALL);
      assertThat(exit.reason()).isEqualTo("runnable task stall");
      assertThat(exit.dump()).contains("temper: generation 1");
      var report = StallReport.of(exit);
      var thread = report.thread().orElseThrow();
      assertThat(thread.name()).isEqualTo("sh");
      assertThat(load.pids()).contains(thread.id());
      assertThat(thread.waited()).isBetween(WATCHDOG, WATCHDOG.multipliedBy(3));
      assertThat(thread.allowed()).isEqualTo(CpuSet.range(0, KernelHost.cpus() - 1));
      assertThat(report.realTimeCpus()).isEqualTo(CpuSet.empty());
    }
  }

  @Test
  void sysRqS_isNamed() {
    try (var scheduler = loader.attach(KernelHost.config(1, Map.of()), exits::add)) {
      KernelHost.write("/proc/sysrq-trigger", "S");
      var exit = awaitExit(Duration.ofSeconds(10), scheduler);
      assertThat(exit.kind()).isEqualTo(SchedulerExit.Kind.SYSRQ);
      assertThat(exit.cause()).isEqualTo(ExitCause.SYSRQ);
      assertThat(exit.reason()).isNotBlank();
    }
  }

  /**
   * No kernel from 6.12 on throttles real-time threads for the sake of sched_ext ones. From 7.0 on it
   * reserves some time for those instead, so there is nothing to report.
   */
  @Test
  void realTimeHog_onTheOnlyCpuOfAThread_isRtStarvationOrHarmless() {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(1);
    int last = KernelHost.cpus() - 1;
    try (var scheduler = loader.attach(KernelHost.config(1, Map.of()), exits::add)) {
      var pinned = load.pinnedSpinner(last);
      KernelHost.pause(Duration.ofMillis(500));
      load.realTimeSpinner(last);
      KernelHost.pause(Duration.ofMillis(500));
      var before = KernelHost.cpuTime(pinned);
      if (KernelHost.isKernelAtLeast(7, 0)) {
        KernelHost.pause(WATCHDOG.multipliedBy(2));
        var got = KernelHost.cpuTime(pinned).minus(before);
        LOG.info("beside a real-time thread, {} of {}", got, WATCHDOG.multipliedBy(2));
        assertThat(got).isGreaterThan(Duration.ofMillis(100));
        assertThat(exits).isEmpty();
        return;
      }
      var exit = awaitExit(WATCHDOG.multipliedBy(4), scheduler);
      load.close();
      assertThat(exit.kind()).isEqualTo(SchedulerExit.Kind.ERROR_STALL);
      assertThat(exit.cause()).isEqualTo(ExitCause.RT_STARVATION);
      assertThat(StallReport.of(exit).realTimeCpus()).isEqualTo(CpuSet.of(last));
    }
  }

  @Test
  void attach_withAllDeadlineBandwidthTaken_isATypedRefusal() {
    assumeThat(KernelHost.isKernelAtLeast(7, 3))
        .as("this kernel asks for deadline bandwidth when a scheduler attaches")
        .isTrue();
    load.takeAllDeadlineBandwidth();
    var config = KernelHost.config(1, Map.of());
    assertThatExceptionOfType(AttachRejectedException.class)
        .isThrownBy(() -> loader.attach(config, exits::add))
        .withMessageContaining("SCHED_DEADLINE")
        .satisfies(e -> assertThat(e.exit().cause()).isEqualTo(ExitCause.DEADLINE_ADMISSION));
    assertThat(KernelHost.state()).isEqualTo("disabled");
    load.close();
    assertThat(KernelHost.within(Duration.ofSeconds(10), () -> attaches(config)))
        .as("attaches once the bandwidth is free")
        .isTrue();
  }

  private boolean attaches(KernelConfig config) {
    try (var scheduler = loader.attach(config, exits::add)) {
      return scheduler.state() == AttachedScheduler.State.ATTACHED;
    } catch (AttachRejectedException e) {
      return false;
    }
  }
}
