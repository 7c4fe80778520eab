package io.temper.runtime.observation;

import io.temper.runtime.feed.Feed;
import io.temper.runtime.feed.Reading;
import io.temper.runtime.placement.PlacementReport;
import io.temper.runtime.status.NodeStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Puts together what was published last. Never waits, and may be used from any thread.
 *
 * @param status gives the status of the node
 * @param loopAge gives how old it is
 * @param scheduler brings what the scheduler does
 * @param nanos the clock of that feed
 * @param threads tells what became of the thread profiles
 */
public record NodeObserver(
    Supplier<NodeStatus> status,
    Supplier<Duration> loopAge,
    Feed<Optional<SchedulerObservation>> scheduler,
    LongSupplier nanos,
    Supplier<PlacementReport> threads)
    implements Supplier<NodeObservation> {
  /** Numbers that are older than this say nothing of now. */
  private static final Duration STALE = Duration.ofSeconds(10);

  @Override
  public NodeObservation get() {
    NodeStatus now = status.get();
    PlacementReport placed = threads.get();
    Reading<Optional<SchedulerObservation>> reading = scheduler.latest();
    Duration age = Duration.ofNanos(nanos.getAsLong() - reading.answeredNanos());
    return reading
        .last()
        .flatMap(known -> known)
        .filter(known -> now.state().isEnforcing() && age.compareTo(STALE) <= 0)
        .map(known -> new NodeObservation(now, loopAge.get(), known, age, placed, null, null))
        .orElseGet(
            () -> new NodeObservation(now, loopAge.get(), null, Duration.ZERO, placed, null, null));
  }
}
