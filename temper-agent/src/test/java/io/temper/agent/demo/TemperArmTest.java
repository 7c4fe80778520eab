package io.temper.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.agent.demo.node.Await;
import io.temper.agent.demo.node.CgroupDriver;
import io.temper.agent.demo.node.NodePlanner;
import io.temper.agent.demo.node.PodSet;
import io.temper.agent.demo.node.SchedExtState;
import io.temper.agent.demo.report.Changes;
import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.observe.SchedulerExit;
import io.temper.plan.TierPlanner;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import io.temper.testkit.FakeBackend;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemperArmTest {
  @TempDir
  Path sysfs;

  private final FakeBackend backend = new FakeBackend();

  @BeforeEach
  void kernelWithoutScheduler() {
    say("state", "disabled");
    say("enable_seq", "4");
  }

  private void say(String file, String text) {
    try {
      // Renamed into place: the thread that changes tiers reads them at any time, never half
      // written.
      var written = Files.writeString(sysfs.resolve(file + ".new"), text + "\n");
      Files.move(written, sysfs.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the kernel's files follow the fake backend, as a kernel would. */
  private final class VisibleBackend implements SchedulerBackend {
    @Override
    public ProbeResult probe() {
      return backend.probe();
    }

    @Override
    public AttachedScheduler attach(KernelConfig config, SchedulerListener listener) {
      var scheduler = backend.attach(config, listener);
      say("state", "enabled");
      say("enable_seq", "5");
      return new ClosingScheduler(scheduler, () -> say("state", "disabled"));
    }
  }

  private TemperArm arm() {
    WorkloadSet listed = DemoPods.read();
    PodSet places = PodSet.of(listed, CgroupDriver.SYSTEMD);
    WorkloadSet pods = WorkloadSet.of(listed.stream()
        .map(w -> w.toBuilder().cgroup(places.named(w.id().name()).cgroup()).build())
        .toList());
    var planner = new NodePlanner(
        TierPlanner.standard(),
        KernelCompiler.standard(),
        NodeTopology.parse("2c2t"),
        path -> OptionalLong.of(Integer.toUnsignedLong(path.hashCode())));
    return new TemperArm(
        new VisibleBackend(),
        planner,
        new PlanVariants(pods, DemoPods.CHANGING_BATCH, DemoPods.GUEST),
        new SchedExtState(sysfs),
        50);
  }

  @Test
  void warmUp_publishesEveryVariantAndReturnsToTheStockScheduler() {
    var arm = arm();
    arm.warmUp();
    assertThat(backend.attachments()).isEqualTo(1);
    assertThat(backend.inForce()).as("detached at the end").isEmpty();
    assertThat(arm.logs()).as("nothing of it is reported").isEmpty();
  }

  @Test
  @SuppressWarnings("try") // attached for the time of the block
  void attach_withChanges_publishesWithoutAttachingAgain() {
    TemperArm arm = arm();
    try (var ignored = arm.attach(true, 3)) {
      Await.until(
          Duration.ofSeconds(60),
          () -> backend.inForce().orElseThrow().generation() >= 6,
          () -> "no changes");
    }
    Changes changes = ChangeLog.summarize(arm.logs()).orElseThrow();
    assertThat(backend.attachments()).isEqualTo(1);
    assertThat(backend.inForce()).as("detached at the end").isEmpty();
    assertThat(changes.publishes()).isGreaterThanOrEqualTo(5);
    assertThat(changes.everDetached()).isFalse();
    assertThat(changes.refused()).isZero();
    assertThat(changes.shown().round()).isEqualTo(3);
    assertThat(changes.shown().generationAfter())
        .isEqualTo(changes.shown().generationBefore() + changes.publishes());
  }

  @Test
  void attach_withoutChanges_logsNothing() {
    TemperArm arm = arm();
    arm.attach(false, 0).close();
    assertThat(arm.logs()).isEmpty();
    assertThat(backend.inForce()).isEmpty();
  }

  @Test
  @SuppressWarnings("try") // attached for the time of the block
  void summary_ofAKernelWhoseCountMoved_saysDetached() {
    TemperArm arm = arm();
    try (var ignored = arm.attach(true, 0)) {
      say("enable_seq", "6");
      Await.until(
          Duration.ofSeconds(60),
          () -> backend.inForce().orElseThrow().generation() >= 3,
          () -> "no changes");
    }
    assertThat(ChangeLog.summarize(arm.logs()).orElseThrow().everDetached()).isTrue();
  }

  @Test
  void close_afterTheSchedulerEndedByItself_saysWhy() {
    TemperArm arm = arm();
    var attachment = arm.attach(true, 0);
    backend.eject(SchedulerExit.of(1026, 0, "runnable task stall", "web failed to run", ""));
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(attachment::close)
        .withMessageContaining("runnable task stall");
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(arm::check)
        .withMessageContaining("web failed to run");
  }
}
