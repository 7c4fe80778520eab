package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.temper.plan.TierPlanner;
import io.temper.spi.NodeReport;
import io.temper.spi.NodeReport.State;
import io.temper.spi.StatusSink;
import io.temper.tier.Tier;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StatusSink} keeps. Extend it, make the sink in front of another side that the test can
 * look at and break; an instance is used for one test.
 */
public abstract class StatusSinkContract {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** For subclasses. */
  protected StatusSinkContract() {}

  /**
   * Returns the sink, the same one each time, ready to be told.
   *
   * @return the sink
   */
  protected abstract StatusSink sink();

  /**
   * Returns what people see at the other side now.
   *
   * @return the {@linkplain State#label label} of a state; empty if they see none
   */
  protected abstract Optional<String> shown();

  /** Makes it impossible to write to the other side. */
  protected abstract void breaks();

  /** Makes it possible again. */
  protected abstract void heals();

  /**
   * Makes a report that differs from those of other states in state, reason and next.
   *
   * @param state which one
   * @return the report, without a plan
   */
  protected static NodeReport report(State state) {
    return new NodeReport(
        state,
        "a test says " + state.label(),
        "nothing comes after " + state.label(),
        0,
        false,
        null);
  }

  private static NodeReport withPlan(State state) {
    NodeReport plain = report(state);
    return new NodeReport(
        state,
        plain.reason(),
        plain.next(),
        7,
        true,
        TierPlanner.standard()
            .plan(WorkloadSet.of(Workloads.inTier("web", Tier.HIGH, 1000)), Topologies.smt(2)));
  }

  /** What it cannot pass on, it says by an exception with words, or shows later. */
  private void tellUnlessItCannot(State state) {
    try {
      sink().tell(report(state));
    } catch (RuntimeException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private void assertShownSoon(State state) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!shown().equals(Optional.of(state.label())) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(shown()).contains(state.label());
  }

  @Test
  void tell_first_isShown() throws InterruptedException {
    sink().tell(report(State.IDLE));
    assertShownSoon(State.IDLE);
  }

  @Test
  void tell_newer_isShownInstead() throws InterruptedException {
    sink().tell(report(State.IDLE));
    assertShownSoon(State.IDLE);
    sink().tell(withPlan(State.ENFORCING));
    assertShownSoon(State.ENFORCING);
  }

  @Test
  void tell_manyInARow_theNewestIsShownInTheEnd() throws InterruptedException {
    for (int time = 0; time < 10; time++) {
      sink().tell(report(State.IDLE));
      sink().tell(report(State.OBSERVING));
    }
    sink().tell(report(State.WAITING));
    assertShownSoon(State.WAITING);
  }

  @Test
  void tell_sameAgain_staysShown() throws InterruptedException {
    sink().tell(report(State.IDLE));
    sink().tell(report(State.IDLE));
    assertShownSoon(State.IDLE);
  }

  @Test
  void tell_eachState_withAndWithoutAPlan_isTaken() {
    for (State state : State.values()) {
      if (state != State.STOPPED) {
        assertThatCode(() -> {
              sink().tell(report(state));
              sink().tell(withPlan(state));
            })
            .as(state.label())
            .doesNotThrowAnyException();
      }
    }
  }

  /** The process ends next: nothing is written afterwards. */
  @Test
  void tell_stopped_isShownOnceItReturns() throws InterruptedException {
    sink().tell(report(State.IDLE));
    assertShownSoon(State.IDLE);
    sink().tell(report(State.STOPPED));
    assertThat(shown()).contains(State.STOPPED.label());
  }

  /** Whoever tells it tries again. */
  @Test
  void tell_afterAFailure_worksAgain() throws InterruptedException {
    breaks();
    tellUnlessItCannot(State.IDLE);
    heals();
    sink().tell(report(State.OBSERVING));
    assertShownSoon(State.OBSERVING);
  }

  /** It is news until it was told: a sink that remembers what failed as told would never show it. */
  @Test
  void tell_sameAgainAfterAFailure_isShown() throws InterruptedException {
    breaks();
    tellUnlessItCannot(State.IDLE);
    heals();
    sink().tell(report(State.IDLE));
    assertShownSoon(State.IDLE);
  }

  /** The last word is not waited for any longer. */
  @Test
  void close_whileItIsTold_neitherThrowsNorWaits() throws InterruptedException {
    sink().tell(report(State.IDLE));
    assertShownSoon(State.IDLE);
    var stopped = new Thread(() -> tellUnlessItCannot(State.STOPPED));
    stopped.start();
    assertThatCode(sink()::close).doesNotThrowAnyException();
    stopped.interrupt();
    stopped.join(LONG.toMillis());
    assertThat(stopped.isAlive()).as("what tells is still at it").isFalse();
    assertThat(shown()).isPresent();
  }

  @Test
  void close_whatWasShown_stays() throws InterruptedException {
    sink().tell(report(State.IDLE));
    assertShownSoon(State.IDLE);
    sink().close();
    assertThat(shown()).contains(State.IDLE.label());
  }

  @Test
  void close_nothingWasTold_showsNothing() {
    sink().close();
    assertThat(shown()).isEmpty();
  }

  @Test
  void close_again_doesNothing() {
    sink().tell(report(State.IDLE));
    sink().close();
    assertThatCode(sink()::close).doesNotThrowAnyException();
  }
}
