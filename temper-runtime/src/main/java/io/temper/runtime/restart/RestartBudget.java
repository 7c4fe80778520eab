package io.temper.runtime.restart;

import io.temper.runtime.clock.Ticker;
import io.temper.runtime.restart.Circuit.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides when to attach again. Pauses go by the clock that never steps. What outlives the agent goes by
 * the time of day: a clock that was set back makes no fault younger than now. For one thread.
 */
public final class RestartBudget {
  private static final int LONGEST_REASON = 1000;

  private final RestartPolicy policy;
  private final RestartMemory memory;
  private final Ticker ticker;
  private Circuit circuit;

  /** Until when faults have the circuit rest. */
  private long restsUntil;

  /** Until when nothing is attached, for whatever reason. */
  private long notBefore;

  /**
   * Creates a budget that goes on where the agent before it ended.
   *
   * @param policy how much is forgiven
   * @param memory what outlives the agent
   * @param ticker the clocks
   */
  public RestartBudget(RestartPolicy policy, RestartMemory memory, Ticker ticker) {
    this.policy = policy;
    this.memory = memory;
    this.ticker = ticker;
    this.circuit = memory.load();
    this.restsUntil = ticker.nanos() + restOfThePause().toNanos();
    this.notBefore = restsUntil;
  }

  /**
   * Counts a fault of the scheduler, or an attempt to attach that failed.
   *
   * @param reason what happened
   */
  public void fault(String reason) {
    boolean onTrial = position() == Position.HALF_OPEN;
    Instant now = ticker.now();
    List<Instant> faults = newest(counting(now), policy.budget() - 1);
    faults.add(now);
    boolean spent = onTrial || faults.size() >= policy.budget();
    circuit = new Circuit(faults, circuit.opened() + (spent ? 1 : 0), shortened(reason));
    restsUntil = ticker.nanos() + pause().toNanos();
    putOffUntil(restsUntil);
    memory.save(circuit);
  }

  /**
   * Puts the next attempt off without counting a fault.
   *
   * @param pause for how long
   */
  public void putOff(Duration pause) {
    putOffUntil(ticker.nanos() + pause.toNanos());
  }

  private void putOffUntil(long until) {
    if (until - notBefore > 0) {
      notBefore = until;
    }
  }

  /**
   * Hears for how long the scheduler has been in charge. One that lasted for the window is a success:
   * everything is forgiven.
   *
   * @param attachedFor since when it is attached
   */
  public void lasted(Duration attachedFor) {
    if (attachedFor.compareTo(policy.window()) >= 0 && !circuit.equals(Circuit.CLOSED)) {
      forgive();
    }
  }

  /** Forgets everything, as an operator may wish: attaching is allowed at once. */
  public void forgive() {
    circuit = Circuit.CLOSED;
    restsUntil = ticker.nanos();
    notBefore = restsUntil;
    memory.save(circuit);
  }

  /**
   * Returns how long to wait before the next attempt.
   *
   * @return empty if attaching is allowed now
   */
  public Optional<Duration> pauseLeft() {
    long left = notBefore - ticker.nanos();
    return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
  }

  /**
   * Returns what is let through. A pause that follows from no fault moves no circuit.
   *
   * @return the position of the circuit breaker
   */
  public Position position() {
    if (circuit.opened() == 0) {
      return Position.CLOSED;
    }
    return restsUntil - ticker.nanos() > 0 ? Position.OPEN : Position.HALF_OPEN;
  }

  /**
   * Returns what is remembered.
   *
   * @return the faults that count, and why the circuit is open if it is
   */
  public Circuit circuit() {
    return circuit;
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
  }

  private Duration pause() {
    return circuit.opened() > 0
        ? policy.cooldownOf(circuit.opened())
        : policy.pauseAfter(circuit.faults().size());
  }

  /** What an agent that was just started still owes of the pause that the one before began. */
  private Duration restOfThePause() {
    List<Instant> faults = circuit.faults();
    if (faults.isEmpty()) {
      return Duration.ZERO;
    }
    Instant now = ticker.now();
    Instant last = clamped(faults.get(faults.size() - 1), now);
    Duration left = Duration.between(now, last.plus(pause()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private List<Instant> counting(Instant now) {
    List<Instant> counting = new ArrayList<>();
    for (Instant fault : circuit.faults()) {
      if (clamped(fault, now).plus(policy.window()).isAfter(now)) {
        counting.add(clamped(fault, now));
      }
    }
    return counting;
  }

  /** More than the budget decide nothing, and what outlives the agent must not grow. */
  private static List<Instant> newest(List<Instant> faults, int most) {
    return new ArrayList<>(faults.subList(Math.max(0, faults.size() - most), faults.size()));
  }

  private static Instant clamped(Instant fault, Instant now) {
    return fault.isAfter(now) ? now : fault;
  }
}
