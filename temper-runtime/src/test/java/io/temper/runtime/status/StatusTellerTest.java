package io.temper.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.clock.Ticker;
import io.temper.runtime.restart.Circuit;
import io.temper.spi.NodeReport;
import io.temper.spi.NodeReport.State;
import io.temper.spi.StatusSink;
import io.temper.testkit.FakeStatusSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatusTellerTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final FakeStatusSink sink = new FakeStatusSink();
  private volatile NodeStatus status = in(new NodeState.Idle("nobody answers"));
  private final StatusTeller teller = teller(sink);

  private StatusTeller teller(StatusSink told) {
    return new StatusTeller(told, () -> status, Ticker.system());
  }

  private static NodeStatus in(NodeState state) {
    return new NodeStatus(
        state,
        Instant.EPOCH,
        0,
        0,
        0,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        Circuit.CLOSED,
        null,
        new NodeTally(Map.of(), Map.of(), Map.of(), Duration.ZERO, Circuit.Position.CLOSED, 3));
  }

  private List<State> told() {
    return sink.told().stream().map(NodeReport::state).toList();
  }

  @Test
  void start_tellsWithoutBeingCalled() throws InterruptedException {
    teller.start();
    long end = System.nanoTime() + LONG.toNanos();
    while (told().isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    // Takes its turn after who was telling, and has nothing new to tell.
    teller.look();
    teller.close();
    assertThat(told()).containsExactly(State.IDLE, State.STOPPED);
  }

  @Test
  void look_first_isTold() {
    teller.look();
    assertThat(told()).containsExactly(State.IDLE);
  }

  @Test
  void look_nothingNew_isNotToldAgain() {
    teller.look();
    teller.look();
    assertThat(sink.tries()).isOne();
  }

  @Test
  void look_onlyTheTimeToTheNextTryIsAnother_isNoNews() {
    status = in(new NodeState.Refused(List.of(), Duration.ofSeconds(9)));
    teller.look();
    status = in(new NodeState.Refused(List.of(), Duration.ofSeconds(8)));
    teller.look();
    assertThat(sink.tries()).isOne();
  }

  @Test
  void look_anotherState_isTold() {
    teller.look();
    status = in(new NodeState.Observing());
    teller.look();
    assertThat(told()).containsExactly(State.IDLE, State.OBSERVING);
  }

  @Test
  void look_sinkFails_isAProblemAndTheNewestIsToldLater() {
    sink.fails("board.json: no space left; make room");
    teller.look();
    assertThat(teller.problem())
        .contains("cannot tell how this node is doing: board.json: no space left; make room");
    status = in(new NodeState.Observing());
    sink.fails(null);
    teller.look();
    assertThat(told()).containsExactly(State.OBSERVING);
    assertThat(teller.problem()).isEmpty();
  }

  @Test
  void look_sinkThrowsWhatItMustNot_isAProblemAllTheSame() {
    var broken = teller(report -> {
      throw new AssertionError();
    });
    broken.look();
    assertThat(broken.problem())
        .hasValueSatisfying(text -> assertThat(text).contains("AssertionError"));
  }

  @Test
  void close_saysLastThatItStopped_onceAndClosesTheSink() {
    teller.look();
    teller.close();
    teller.close();
    assertThat(told()).containsExactly(State.IDLE, State.STOPPED);
    assertThat(sink.isClosed()).isTrue();
  }

  /** The loop may say so before the end: what it leaves behind is told all the same. */
  @Test
  void close_nodeKnowsThatItStopped_tellsItsWords() {
    teller.look();
    status = in(new NodeState.Stopped(true));
    teller.look();
    assertThat(told()).containsExactly(State.IDLE);
    teller.close();
    assertThat(sink.last()).hasValueSatisfying(report -> assertThat(report.reason())
        .contains("leaves the scheduler to the next one"));
  }

  @Test
  void close_nothingWasTold_saysNothing() {
    teller.close();
    assertThat(sink.tries()).isZero();
    assertThat(sink.isClosed()).isTrue();
  }

  @Test
  void close_tellingDoesNotWork_doesNotTryAgain() {
    teller.look();
    sink.fails("away");
    status = in(new NodeState.Observing());
    teller.look();
    teller.close();
    assertThat(sink.tries()).isEqualTo(2);
  }

  @Test
  void look_afterClose_tellsNothing() {
    teller.look();
    teller.close();
    status = in(new NodeState.Observing());
    teller.look();
    assertThat(told()).doesNotContain(State.OBSERVING);
  }

  @Test
  void close_sinkHangs_interruptsItAndWaitsASecondAtMost() throws InterruptedException {
    var hung = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var hanging = teller(report -> {
      if (report.state() == State.STOPPED) {
        hung.countDown();
        try {
          TimeUnit.HOURS.sleep(1);
        } catch (InterruptedException e) {
          interrupted.countDown();
        }
      }
    });
    hanging.look();
    long began = System.nanoTime();
    hanging.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG);
    assertThat(hung.getCount()).isZero();
    assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }
}
