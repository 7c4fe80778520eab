package io.temper.runtime.safemode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastResortTest {
  private static final SafeModeRequest REQUEST =
      new SafeModeRequest(SafeModeOrigin.FILE, "root", "test", Instant.EPOCH);

  private static final Duration STEP = Duration.ofMillis(50);

  private final ManualTicker ticker = new ManualTicker();
  private final Enforcement enforcement = new Enforcement();
  private final SafeMode safeMode = new SafeMode(enforcement, new DeafListener());
  private final AtomicInteger ends = new AtomicInteger();
  private BooleanSupplier mayBeInCharge = () -> true;
  private final LastResort lastResort = new LastResort(
      enforcement,
      new LastResort.Patience(Duration.ofSeconds(1), Duration.ofSeconds(15)),
      () -> mayBeInCharge.getAsBoolean(),
      ticker::nanos,
      ends::incrementAndGet);

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

  /** A machine that is suspended, a group that is frozen, a process that is stopped. */
  @Test
  void processThatIsPausedMeanwhile_isNotEndedForIt() throws InterruptedException {
    var hangs = endingHangs();
    lookAfter(Duration.ZERO);
    lookOnceAfter(Duration.ofHours(1));
    assertThat(ends).hasValue(0);
    lookAfter(Duration.ofMillis(899));
    assertThat(ends).as("the pause counts as two steps").hasValue(0);
    lookAfter(Duration.ofMillis(1));
    assertThat(ends).as("but what hangs, hangs").hasValue(1);
    hangs.letGo.countDown();
  }

  @Test
  void processThatIsPausedWhileTheKernelEndsTheScheduler_isNotEndedForIt()
      throws InterruptedException {
    mayBeInCharge = () -> false;
    var hangs = endingHangs();
    lookAfter(Duration.ZERO);
    lookOnceAfter(Duration.ofHours(1));
    lookAfter(Duration.ofMillis(14_899));
    assertThat(ends).hasValue(0);
    lookAfter(Duration.ofMillis(1));
    assertThat(ends).hasValue(1);
    hangs.letGo.countDown();
  }

  /** On CPUs that others take, every step is late. */
  @Test
  void schedulerThatHangsWhileEveryLookIsLate_endsTheProcessAfterTenLooks()
      throws InterruptedException {
    var hangs = endingHangs();
    lookAfter(Duration.ZERO);
    for (int look = 1; look < 10; look++) {
      lookOnceAfter(Duration.ofMillis(300));
    }
    assertThat(ends).hasValue(0);
    lookOnceAfter(Duration.ofMillis(300));
    assertThat(ends).hasValue(1);
    hangs.letGo.countDown();
  }

  /** On a node that is full the kernel takes seconds for the way back, and is on it all the same. */
  @Test
  void schedulerThatTheKernelIsEnding_isWaitedFor() throws InterruptedException {
    mayBeInCharge = () -> false;
    var hangs = endingHangs();
    lookAfter(Duration.ZERO);
    lookAfter(Duration.ofSeconds(3));
    assertThat(ends).hasValue(0);
    lookAfter(Duration.ofMillis(11_999));
    assertThat(ends).hasValue(0);
    lookAfter(Duration.ofMillis(1));
    assertThat(ends).as("but not for ever").hasValue(1);
    hangs.letGo.countDown();
  }

  @Test
  void kernelThatDoesNotEndItAfterAll_endsTheProcess() throws InterruptedException {
    mayBeInCharge = () -> false;
    var hangs = endingHangs();
    lookAfter(Duration.ZERO);
    lookAfter(Duration.ofSeconds(2));
    mayBeInCharge = () -> true;
    lookAfter(Duration.ofMillis(1));
    assertThat(ends).hasValue(1);
    hangs.letGo.countDown();
  }

  @Test
  void kernelThatCannotBeAsked_endsTheProcess() throws InterruptedException {
    mayBeInCharge = () -> {
      throw new OutOfMemoryError("a test");
    };
    var hangs = endingHangs();
    lookAfter(Duration.ZERO);
    lookAfter(Duration.ofMillis(999));
    assertThat(ends).hasValue(0);
    lookAfter(Duration.ofMillis(1));
    assertThat(ends).hasValue(1);
    hangs.letGo.countDown();
  }

  @Test
  void step_isATwentiethOfTheShorterPatienceAndNeverNothing() {
    assertThat(patience(Duration.ofSeconds(1)).step()).isEqualTo(STEP);
    assertThat(patience(Duration.ZERO).step()).isEqualTo(Duration.ofMillis(1));
  }

  private static LastResort.Patience patience(Duration inCharge) {
    return new LastResort.Patience(inCharge, Duration.ofSeconds(15));
  }

  @ParameterizedTest
  @CsvSource({"-1, 2", "2, 1"})
  void patience_negativeOrTheShorterSecond_isRefused(long inCharge, long ending) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new LastResort.Patience(Duration.ofSeconds(inCharge), Duration.ofSeconds(ending)));
  }

  private Hanging endingHangs() throws InterruptedException {
    var hangs = new Hanging();
    enforcement.attach(safeMode, () -> hangs);
    new Thread(() -> safeMode.enter(REQUEST)).start();
    hangs.closing.await();
    return hangs;
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
    try (var quick = quick(ended::countDown)) {
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
    try (var quick = quick(ended::countDown)) {
      quick.start();
      Thread leaving = new Thread(enforcement::leave);
      leaving.start();
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
      hangs.letGo.countDown();
      leaving.join();
    }
  }

  private LastResort quick(Runnable end) {
    var none = new LastResort.Patience(Duration.ZERO, Duration.ZERO);
    return new LastResort(enforcement, none, () -> true, ticker::nanos, end);
  }

  /** Lets time pass, and looks as often as its thread would. */
  private void lookAfter(Duration time) {
    Duration left = time;
    while (left.compareTo(STEP) > 0) {
      lookOnceAfter(STEP);
      left = left.minus(STEP);
    }
    lookOnceAfter(left);
  }

  private void lookOnceAfter(Duration time) {
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
