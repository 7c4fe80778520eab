package io.temper.runtime.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.runtime.feed.Reading;
import io.temper.runtime.placement.PlacementReport;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.safemode.DeafListener;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.SafeMode;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.status.NodeTally;
import io.temper.spi.AttachedScheduler;
import io.temper.testkit.FakeBackend;
import io.temper.testkit.KernelConfigs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeObserverTest {
  private final Enforcement enforcement = new Enforcement();
  private final SchedulerReader reader = new SchedulerReader(enforcement);
  private Reading<Optional<SchedulerObservation>> reading = Reading.none(0);
  private NodeState state = new NodeState.Enforcing();
  private long now;

  private final NodeObserver observer = new NodeObserver(
      () -> status(state),
      () -> Duration.ofMillis(3),
      () -> reading,
      () -> now,
      () -> PlacementReport.NOTHING);

  @Test
  void reader_nothingInCharge_isEmpty() {
    assertThat(reader.get()).isEmpty();
  }

  @Test
  void reader_inCharge_readsItUntilItIsClosed() {
    AttachedScheduler scheduler = attach();
    assertThat(reader.get()).hasValueSatisfying(known -> {
      assertThat(known.snapshot().layers()).isNotEmpty();
      assertThat(known.cpus()).isNotEmpty();
    });
    // Closed by somebody who does not tell: reading it must not fail.
    scheduler.close();
    assertThat(reader.get()).isEmpty();
  }

  @Test
  void observation_isWhatWasReadLastWithItsAge() {
    attach();
    reading = Reading.of(reader.get(), 0);
    now = Duration.ofSeconds(2).toNanos();
    NodeObservation observation = observer.get();
    assertThat(observation.scheduler()).isNotNull();
    assertThat(observation.schedulerAge()).isEqualTo(Duration.ofSeconds(2));
    assertThat(observation.loopAge()).isEqualTo(Duration.ofMillis(3));
  }

  @Test
  void observation_ofAReaderThatHangs_saysNothingOfNow() {
    attach();
    reading = Reading.of(reader.get(), 0).asking(1);
    now = Duration.ofSeconds(11).toNanos();
    assertThat(observer.get().scheduler()).isNull();
  }

  @Test
  void observation_whileTheStockSchedulerIsInCharge_hasNoNumbersOfOurs() {
    attach();
    reading = Reading.of(reader.get(), 0);
    state = new NodeState.SafeMode(List.of());
    assertThat(observer.get().scheduler()).isNull();
  }

  private AttachedScheduler attach() {
    KernelConfig config = KernelConfigs.plain(NodeTopology.parse("4c8t"));
    var safeMode = new SafeMode(enforcement, new DeafListener());
    return enforcement
        .attach(safeMode, () -> new FakeBackend().attach(config, exit -> {}))
        .orElseThrow();
  }

  private static NodeStatus status(NodeState state) {
    return new NodeStatus(
        state,
        Instant.EPOCH,
        1,
        1,
        0,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        Circuit.CLOSED,
        null,
        new NodeTally(Map.of(), Map.of(), Map.of(), null, Circuit.Position.CLOSED, 3));
  }
}
