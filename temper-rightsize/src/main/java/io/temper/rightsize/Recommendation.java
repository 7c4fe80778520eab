package io.temper.rightsize;

import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a container's CPU request should be, and why.
 *
 * @param verdict what the request is now
 * @param advice what to do, the most important first; at least one
 * @param current what it asks for now
 * @param estimate the recommended request, and the bounds within which another one is not worth a change
 * @param limit the limit to set with it; empty where there is none. Differs from the current one only
 *     where the two are equal and have to stay so
 * @param hpaTargetPercent the autoscaler's target to set with it; empty without an autoscaler
 * @param demand what the threads want
 * @param confidence 0 to 1; 1 for a day or more of minutes in which all waits were read
 * @param reasons what led to this
 * @param from when the evidence begins; empty without any
 * @param span how long the evidence is
 */
public record Recommendation(
    Verdict verdict,
    List<Advice> advice,
    CurrentResources current,
    Estimate estimate,
    Optional<CpuQuantity> limit,
    OptionalInt hpaTargetPercent,
    Demand demand,
    double confidence,
    List<Reason> reasons,
    Optional<Instant> from,
    Duration span) {
  /** Copies the lists. */
  public Recommendation {
    advice = List.copyOf(advice);
    reasons = List.copyOf(reasons);
  }

  /**
   * Tells whether anything is to be set: what a patch is worth being written for.
   *
   * @return false if the request is to stay
   */
  public boolean changes() {
    return advice.contains(Advice.RAISE_REQUEST) || advice.contains(Advice.LOWER_REQUEST);
  }

  /**
   * Returns what the container should ask for.
   *
   * @return the recommended request and limit where they are to change, else the current ones
   */
  public CurrentResources resources() {
    return changes() ? new CurrentResources(estimate.target(), limit) : current;
  }
}
