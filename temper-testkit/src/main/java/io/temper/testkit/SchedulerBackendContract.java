package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.temper.kernel.KernelChange;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.observe.CpuStats;
import io.temper.observe.SchedulerExit;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.OtherSchedulerAttachedException;
import io.temper.spi.PublishOutcome;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.ThreadWatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SchedulerBackend} keeps. Extend it and say how to get one and how to make the host
 * end its scheduler. Each test leaves the host on its stock scheduler.
 */
public abstract class SchedulerBackendContract {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

  /** For subclasses. */
  protected SchedulerBackendContract() {}

  /**
   * Returns a backend of a host that supports it and runs its stock scheduler.
   *
   * @return a backend
   */
  protected abstract SchedulerBackend backend();

  /**
   * Returns a configuration that fits the host.
   *
   * @return a configuration of generation 1 with at least one member
   */
  protected abstract KernelConfig config();

  /**
   * Makes the host end the scheduler, as after an error.
   *
   * @param scheduler the scheduler in charge
   */
  protected abstract void eject(AttachedScheduler scheduler);

  /**
   * Counts how often the host has put a scheduler in charge.
   *
   * @return a number that rises by one with each attachment
   */
  protected abstract long attachments();

  @Test
  void probe_onSupportedHost_saysSo() {
    assertThat(backend().probe().mayAttach()).isTrue();
  }

  @Test
  void attach_onSupportedHost_isInCharge() {
    long before = attachments();
    try (AttachedScheduler scheduler = attach()) {
      assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
      assertThat(attachments()).isEqualTo(before + 1);
      assertThat(scheduler.snapshot().generation()).isEqualTo(1);
      assertThat(scheduler.snapshot().layers()).hasSameSizeAs(config().layers());
    }
  }

  @Test
  void attach_whileAnotherIsInCharge_isRefusedAndChangesNothing() {
    SchedulerBackend backend = backend();
    try (AttachedScheduler first = backend.attach(config(), exit -> {})) {
      assertThatExceptionOfType(OtherSchedulerAttachedException.class)
          .isThrownBy(() -> backend.attach(config(), exit -> {}).close())
          .satisfies(e -> assertThat(e.schedulerName()).isNotBlank());
      assertThat(first.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
    }
  }

  @Test
  void publish_ofTheSame_writesNothing() {
    try (AttachedScheduler scheduler = attach()) {
      assertThat(scheduler.publish(config().withGeneration(2)))
          .isEqualTo(new PublishOutcome.Unchanged(1));
      assertThat(scheduler.snapshot().generation()).isEqualTo(1);
    }
  }

  @Test
  void publish_ofOtherMembers_neverDetaches() {
    try (AttachedScheduler scheduler = attach()) {
      long before = attachments();
      KernelConfig next = KernelConfigs.withoutMembers(config()).withGeneration(2);
      PublishOutcome outcome = scheduler.publish(next);
      assertThat(outcome)
          .isEqualTo(new PublishOutcome.Published(2, KernelChange.between(config(), next)));
      assertThat(outcome.isInForce()).isTrue();
      assertThat(scheduler.snapshot().generation()).isEqualTo(2);
      assertThat(attachments()).isEqualTo(before);
    }
  }

  @Test
  void publish_ofAnotherShape_neverDetaches() {
    try (AttachedScheduler scheduler = attach()) {
      long before = attachments();
      KernelConfig next = KernelConfigs.withDoubledSlices(config()).withGeneration(2);
      assertThat(scheduler.publish(next))
          .isEqualTo(new PublishOutcome.Published(2, new KernelChange.Shape()));
      assertThat(scheduler.publish(config().withGeneration(3)))
          .isEqualTo(new PublishOutcome.Published(3, new KernelChange.Shape()));
      assertThat(attachments()).isEqualTo(before);
    }
  }

  @Test
  void publish_ofAnOldGeneration_isRefused() {
    try (AttachedScheduler scheduler = attach()) {
      PublishOutcome outcome = scheduler.publish(KernelConfigs.withDoubledSlices(config()));
      assertThat(outcome).isInstanceOf(PublishOutcome.Refused.class);
      assertThat(outcome.isInForce()).isFalse();
      assertThat(scheduler.publish(config().withGeneration(2)))
          .isEqualTo(new PublishOutcome.Unchanged(1));
    }
  }

  @Test
  void cpus_areThoseOfTheConfiguration_withEveryLayer() {
    try (AttachedScheduler scheduler = attach()) {
      assertThat(scheduler.cpus())
          .extracting(CpuStats::cpu)
          .isEqualTo(config().cpus().stream().map(KernelCpu::id).toList());
      assertThat(scheduler.cpus())
          .allSatisfy(cpu -> assertThat(cpu.layers()).hasSameSizeAs(config().layers()));
    }
  }

  @Test
  void assign_ofAThread_canBeTakenBackOnce() {
    int tid = Math.toIntExact(ProcessHandle.current().pid());
    String layer = config().layers().get(0).name();
    try (AttachedScheduler scheduler = attach()) {
      assertThat(scheduler.assign(tid, layer)).isTrue();
      assertThat(scheduler.assign(tid, layer)).as("again").isTrue();
      assertThat(scheduler.unassign(tid)).isTrue();
      assertThat(scheduler.unassign(tid)).as("again").isFalse();
    }
  }

  @Test
  void assign_toALayerOrOfAThreadThatIsNotThere_isRefused() {
    String layer = config().layers().get(0).name();
    try (AttachedScheduler scheduler = attach()) {
      assertThat(scheduler.assign(Integer.MAX_VALUE, layer)).isFalse();
      assertThat(scheduler.unassign(Integer.MAX_VALUE)).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scheduler.assign(1, "no such layer"))
          .withMessageContaining("no such layer");
    }
  }

  @Test
  void watch_ofAThreadThatIsNotThere_isEmpty() {
    try (AttachedScheduler scheduler = attach()) {
      assertThat(scheduler.watch(Integer.MAX_VALUE)).isEmpty();
    }
  }

  @Test
  void watch_closedOrOfAClosedScheduler_readsNothing() {
    int tid = Math.toIntExact(ProcessHandle.current().pid());
    AttachedScheduler scheduler = attach();
    ThreadWatch first = scheduler.watch(tid).orElseThrow();
    ThreadWatch second = scheduler.watch(tid).orElseThrow();
    first.close();
    assertThatCode(first::close).doesNotThrowAnyException();
    assertThat(first.read()).isEmpty();
    scheduler.close();
    assertThat(second.read()).isEmpty();
    assertThatCode(second::close).doesNotThrowAnyException();
  }

  @Test
  void close_repeated_staysClosedAndTellsNobody() {
    List<SchedulerExit> heard = new CopyOnWriteArrayList<>();
    AttachedScheduler scheduler = backend().attach(config(), heard::add);
    scheduler.close();
    assertThatCode(scheduler::close).doesNotThrowAnyException();
    assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.CLOSED);
    assertThatIllegalStateException().isThrownBy(scheduler::snapshot);
    assertThatIllegalStateException().isThrownBy(() -> scheduler.publish(config()));
    assertThatIllegalStateException().isThrownBy(scheduler::cpus);
    assertThatIllegalStateException().isThrownBy(scheduler::delays);
    assertThatIllegalStateException().isThrownBy(() -> scheduler.watch(1));
    assertThatIllegalStateException().isThrownBy(() -> scheduler.assign(1, "default"));
    assertThatIllegalStateException().isThrownBy(() -> scheduler.unassign(1));
    assertThat(heard).isEmpty();
  }

  @Test
  void attach_afterClose_isInChargeAgain() {
    attach().close();
    try (AttachedScheduler again = attach()) {
      assertThat(again.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
    }
  }

  @Test
  void eject_whileAttached_isHeardOnceAndEndsIt() {
    List<SchedulerExit> heard = new CopyOnWriteArrayList<>();
    try (AttachedScheduler scheduler = backend().attach(config(), heard::add)) {
      eject(scheduler);
      await(scheduler, AttachedScheduler.State.EXITED);
      awaitHeard(heard);
      assertThat(scheduler.publish(config().withGeneration(2)))
          .isEqualTo(new PublishOutcome.Ended(heard.get(0)));
    }
    assertThat(heard).hasSize(1);
  }

  @Test
  void eject_withListenerThatThrows_leavesItClosable() {
    SchedulerBackend backend = backend();
    AttachedScheduler scheduler = backend.attach(config(), exit -> {
      throw new IllegalStateException("a listener's own fault");
    });
    eject(scheduler);
    await(scheduler, AttachedScheduler.State.EXITED);
    assertThatCode(scheduler::close).doesNotThrowAnyException();
    assertThatCode(() -> backend.attach(config(), exit -> {}).close()).doesNotThrowAnyException();
  }

  private AttachedScheduler attach() {
    return backend().attach(config(), exit -> {});
  }

  private static void await(AttachedScheduler scheduler, AttachedScheduler.State wanted) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (scheduler.state() != wanted && System.nanoTime() < deadline) {
      pause();
    }
    assertThat(scheduler.state()).isEqualTo(wanted);
  }

  private static void awaitHeard(List<SchedulerExit> heard) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (heard.isEmpty() && System.nanoTime() < deadline) {
      pause();
    }
    assertThat(heard).isNotEmpty();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for a scheduler", e);
    }
  }
}
