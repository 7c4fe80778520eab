package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.spi.SafeModeSource;
import io.temper.spi.SafeModeSource.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SafeModeSource} keeps. Extend it, make the source in front of another side that the test
 * can change, and say how to change it; an instance is used for one test.
 */
public abstract class SafeModeSourceContract {
  private static final int MANY = 100;
  private static final Duration LONG = Duration.ofSeconds(5);

  /** For subclasses. */
  protected SafeModeSourceContract() {}

  /**
   * Returns the source, the same one each time. Until one of the other methods is called it is not asked.
   *
   * @return the source
   */
  protected abstract SafeModeSource source();

  /** Makes somebody ask for safe mode; returns once the source can know. */
  protected abstract void asks();

  /** Makes nobody ask for safe mode; returns once the source can know. */
  protected abstract void withdraws();

  /**
   * Makes it impossible to ask the other side from now on, until somebody asks or withdraws; returns once the
   * source can know.
   */
  protected abstract void breaks();

  @Test
  void asked_byNobody_isEmpty() {
    withdraws();
    assertThat(source().asked()).isEmpty();
  }

  @Test
  void asked_bySomebody_isThere() {
    asks();
    assertThat(source().asked()).isPresent();
  }

  /** Whoever goes by it asks again and again: an equal answer is no news. */
  @Test
  void asked_unchanged_isEqual() {
    asks();
    assertThat(source().asked()).isEqualTo(source().asked());
  }

  @Test
  void asked_withdrawn_isEmpty() {
    asks();
    assertThat(source().asked()).isPresent();
    withdraws();
    assertThat(source().asked()).isEmpty();
  }

  @Test
  void asked_again_isThereAgain() {
    asks();
    withdraws();
    asks();
    assertThat(source().asked()).isPresent();
  }

  @Test
  void asked_neverAnswered_throwsWithReasonEachTime() {
    breaks();
    for (int time = 0; time < 2; time++) {
      assertThatExceptionOfType(TemperException.class)
          .isThrownBy(() -> source().asked())
          .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }
  }

  /** To throw counts as asking. */
  @Test
  void asked_otherSideAwaySinceSomebodyAsked_isNeverEmpty() {
    asks();
    assertThat(source().asked()).isPresent();
    breaks();
    try {
      assertThat(source().asked()).isPresent();
    } catch (TemperException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void asked_otherSideBackAndNobodyAsks_isEmpty() {
    asks();
    breaks();
    withdraws();
    assertThat(source().asked()).isEmpty();
  }

  @Test
  void asked_fromAnotherThread_isTheSame() {
    asks();
    Optional<Request> here = source().asked();
    assertThat(CompletableFuture.supplyAsync(() -> source().asked())
            .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
            .join())
        .isEqualTo(here);
  }

  /** Twenty times a second it is asked where nothing tells of changes. */
  @Test
  void asked_often_doesNotWait() {
    asks();
    long began = System.nanoTime();
    for (int time = 0; time < MANY; time++) {
      assertThat(source().asked()).isPresent();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG);
  }

  @Test
  void asked_onAnInterruptedThread_leavesItInterrupted() {
    asks();
    Thread.currentThread().interrupt();
    try {
      assertThat(source().asked()).isPresent();
    } catch (TemperException e) {
      // Counts as asking, too.
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
