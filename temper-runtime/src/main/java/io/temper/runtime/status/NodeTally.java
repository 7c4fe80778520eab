package io.temper.runtime.status;

import io.temper.observe.ExitCause;
import io.temper.runtime.restart.Circuit;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was counted since the agent started, and what else a program that watches the node asks for. What
 * is missing in a map never happened.
 *
 * @param attaches what became of attempts to attach
 * @param publishes what became of attempts to publish
 * @param ejects how often the scheduler ended without having been closed, by cause
 * @param planAge how long the last complete plan is unchanged; null before the first
 * @param circuit what the circuit breaker lets through
 * @param budget how many faults are too many
 */
public record NodeTally(
    Map<AttachResult, Long> attaches,
    Map<PublishResult, Long> publishes,
    Map<ExitCause, Long> ejects,
    @Nullable Duration planAge,
    Circuit.Position circuit,
    int budget) {
  /** Copies the maps. */
  public NodeTally {
    attaches = Map.copyOf(attaches);
    publishes = Map.copyOf(publishes);
    ejects = Map.copyOf(ejects);
  }
}
