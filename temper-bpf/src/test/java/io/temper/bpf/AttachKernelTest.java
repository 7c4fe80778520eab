package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.observe.SchedulerExit;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.OtherSchedulerAttachedException;
import io.temper.spi.ProbeResult;
import io.temper.testkit.kernel.ConformanceRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attaching to and detaching from a real kernel. */
@Tag("kernel")
class AttachKernelTest {
  private final SchedExtLoader loader = new SchedExtLoader();
  private final List<SchedulerExit> exits = new ArrayList<>();

  @AfterEach
  void hostIsOnItsStockScheduler() {
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  @Test
  void probe_onAHostThatCan_saysSo() {
    assertThat(loader.preflight().run())
        .filteredOn(check -> check.verdict() == Check.Verdict.UNSUPPORTED)
        .isEmpty();
    assertThat(loader.probe()).isNotInstanceOf(ProbeResult.Unsupported.class);
  }

  @Test
  void lockdown_whereSecurityfsIsNotMounted_isAskedOfTheKernel() {
    assertThat(Path.of("/sys/kernel/security/lsm")).doesNotExist();
    assertThat(loader.preflight().run())
        .filteredOn(check -> check.id().equals("lockdown"))
        .singleElement()
        .satisfies(check -> assertThat(check.verdict()).isEqualTo(Check.Verdict.SUPPORTED));
  }

  @Test
  @ConformanceRow("1")
  void attachAndClose_manyTimes_isInChargeInBetween() {
    for (int i = 0; i < 5; i++) {
      long before = KernelHost.enableSequence();
      try (var scheduler = loader.attach(KernelHost.config(1, Map.of(), "high"), exits::add)) {
        assertThat(KernelHost.state()).isEqualTo("enabled");
        assertThat(KernelHost.attachedName()).startsWith("temper");
        assertThat(KernelHost.enableSequence()).isEqualTo(before + 1);
        assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
      }
      assertThat(KernelHost.state()).isEqualTo("disabled");
    }
    assertThat(exits).isEmpty();
  }

  @Test
  void attach_whileOneIsAttached_namesIt() {
    try (var first = loader.attach(KernelHost.config(1, Map.of()), exits::add)) {
      assertThatExceptionOfType(OtherSchedulerAttachedException.class)
          .isThrownBy(() -> loader.attach(KernelHost.config(1, Map.of()), exits::add))
          .satisfies(e -> assertThat(e.schedulerName()).startsWith("temper"));
      assertThat(first.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
    }
  }

  @Test
  void close_fromManyThreads_returnsFromEachOnTheStockScheduler() throws InterruptedException {
    var scheduler = loader.attach(KernelHost.config(1, Map.of()), exits::add);
    var start = new CountDownLatch(1);
    var seen = new CopyOnWriteArrayList<String>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 4; i++) {
      var thread = new Thread(() -> {
        awaitQuietly(start);
        scheduler.close();
        seen.add(KernelHost.state());
      });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(seen).containsExactly("disabled", "disabled", "disabled", "disabled");
    scheduler.close();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(scheduler::snapshot);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
