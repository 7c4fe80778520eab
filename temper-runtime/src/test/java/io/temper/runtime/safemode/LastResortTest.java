package io.temper.runtime.safemode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.kernel.KernelConfig;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerSnapshot;
import io.temper.runtime.clock.ManualTicker;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import io.temper.spi.ThreadWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LastResortTest {
  private static final SafeModeRequest REQUEST =
      new SafeModeRequest(SafeModeSource.FILE, "root", "test", Instant.EPOCH);

  private final ManualTicker ticker = new ManualTicker();
  private final Enforcement enforcement = new Enforcement();
  private final SafeMode safeMode = new SafeMode(enforcement, new DeafListener());
  private final AtomicInteger ends = new AtomicInteger();
  private final LastResort lastResort =
      new LastResort(enforcement, Duration.ofSeconds(1), ticker::nanos, ends::incrementAndGet);

  @Test
  void schedulerThatCannotBeEnded_endsTheProcess() throws InterruptedException {
    var hangs = new Hanging();
    enforcement.attach(safeMode, () -> hangs);
    Thread asking = new Thread(() -> safeMode.enter(REQUEST));
    asking.start();
    hangs.closing.await();
    lookAfter(Duration.ZERO);
    lookAfter(Duration.ofMillis(999));
    assertThat(ends).hasValue(0);
    lookAfter(Duration.ofMillis(1));
    assertThat(ends).hasValue(1);
    hangs.letGo.countDown();
    asking.join();
    lookAfter(Duration.ofSeconds(5));
    assertThat(ends).hasValue(1);
  }

  @Test
  void schedulerThatBreaksItsPromiseNotToThrow_endsTheProcess() {
    enforcement.attach(safeMode, () -> new Hanging() {
      @Override
      public void close() {
        throw new AssertionError("no memory");
      }
    });
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> safeMode.enter(REQUEST));
    lookAfter(Duration.ZERO);
    lookAfter(Duration.ofSeconds(1));
    assertThat(ends).hasValue(1);
  }

  @Test
  void schedulerThatEnds_endsNothingElse() {
    enforcement.attach(safeMode, () -> {
      var quick = new Hanging();
      quick.letGo.countDown();
      return quick;
    });
    lookAfter(Duration.ZERO);
    safeMode.enter(REQUEST);
    lookAfter(Duration.ofHours(1));
    assertThat(ends).hasValue(0);
  }

  @Test
  void threadThatRests_isWokenByAnEndThatHangs() throws InterruptedException {
    var hangs = new Hanging();
    enforcement.attach(safeMode, () -> hangs);
    var ended = new CountDownLatch(1);
    try (var quick = new LastResort(enforcement, Duration.ZERO, ticker::nanos, ended::countDown)) {
      assertThat(quick.pause()).isGreaterThan(Duration.ofSeconds(1));
      quick.start();
      Thread asking = new Thread(() -> safeMode.enter(REQUEST));
      asking.start();
      assertThat(ended.await(4, TimeUnit.SECONDS))
          .as("before it would look anyway")
          .isTrue();
      assertThat(quick.pause()).isLessThan(Duration.ofSeconds(1));
      hangs.letGo.countDown();
      asking.join();
    }
  }

  @Test
  void leavingThatHangs_endsTheProcessToo() throws InterruptedException {
    var hangs = new Hanging();
    enforcement.attach(safeMode, () -> hangs);
    var ended = new CountDownLatch(1);
    try (var quick = new LastResort(enforcement, Duration.ZERO, ticker::nanos, ended::countDown)) {
      quick.start();
      Thread leaving = new Thread(enforcement::leave);
      leaving.start();
      assertThat(ended.await(4, TimeUnit.SECONDS)).isTrue();
      hangs.letGo.countDown();
      leaving.join();
    }
  }

  private void lookAfter(Duration time) {
    ticker.advance(time);
    lastResort.look();
  }

  /** A scheduler whose end takes as long as a test wants. */
  private static class Hanging implements AttachedScheduler {
    final CountDownLatch closing = new CountDownLatch(1);
    final CountDownLatch letGo = new CountDownLatch(1);

    @Override
    public void close() {
      closing.countDown();
      try {
        letGo.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public State state() {
      return State.ATTACHED;
    }

    @Override
    public PublishOutcome publish(KernelConfig config) {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public SchedulerSnapshot snapshot() {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public List<CpuStats> cpus() {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public LayerDelays delays() {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public boolean assign(int tid, String layer) {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public boolean unassign(int tid) {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public Optional<ThreadWatch> watch(int tid) {
      throw new IllegalStateException("not asked for here");
    }
  }
}
