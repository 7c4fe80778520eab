package io.temper.runtime.publish;

import io.temper.kernel.KernelChange;
import io.temper.kernel.KernelConfig;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers changes. Who is in which layer is published at once; another shape once it has rested, or has
 * waited for as long as it may; what changes nothing never. For one thread.
 */
public final class PublishGate {
  private final long debounceNanos;
  private final long maxStalenessNanos;
  private final WeightBand band;

  /** The shape that waits, and since when it and the first one that was not published wait. */
  private @Nullable KernelConfig waiting;

  private long restsSince;
  private long waitsSince;

  /**
   * Creates a gate that holds nothing back.
   *
   * @param timing how long changes are gathered
   */
  public PublishGate(PublishTiming timing) {
    debounceNanos = timing.debounce().toNanos();
    maxStalenessNanos = timing.maxStaleness().toNanos();
    band = new WeightBand(timing.weightBandPercent());
  }

  /**
   * What to publish now, and when to ask again.
   *
   * @param config what to publish; its generation is not set; null for nothing
   * @param askAgain after which time something that is held back is due; null if nothing is
   */
  public record Due(@Nullable KernelConfig config, @Nullable Duration askAgain) {
    private static final Due NOTHING = new Due(null, null);

    /**
     * Returns what to publish now.
     *
     * @return empty for nothing
     */
    public Optional<KernelConfig> now() {
      return Optional.ofNullable(config);
    }
  }

  /**
   * Decides what of the next configuration is to be published now.
   *
   * @param inForce what is in force
   * @param next what shall be
   * @param nowNanos the time by a clock that never steps
   * @return what to publish, and when to ask again
   */
  public Due due(KernelConfig inForce, KernelConfig next, long nowNanos) {
    return due(inForce, next, nowNanos, true);
  }

  /**
   * Decides the same after a publish that failed: what is in force may be half restored, so that even what
   * is equal to it is to be published.
   *
   * @param inForce what was in force before the failure
   * @param next what shall be
   * @param nowNanos the time by a clock that never steps
   * @return what to publish, and when to ask again
   */
  public Due dueAfterFailure(KernelConfig inForce, KernelConfig next, long nowNanos) {
    return due(inForce, next, nowNanos, false);
  }

  private Due due(KernelConfig inForce, KernelConfig next, long nowNanos, boolean certain) {
    KernelConfig wanted = band.settle(inForce, next);
    if (wanted.hasShapeOf(inForce)) {
      waiting = null;
      return certain && isSame(inForce, wanted) ? Due.NOTHING : new Due(wanted, null);
    }
    holdBack(wanted, nowNanos);
    long left =
        Math.min(restsSince + debounceNanos - nowNanos, waitsSince + maxStalenessNanos - nowNanos);
    if (left <= 0) {
      waiting = null;
      return new Due(wanted, null);
    }
    KernelConfig known = KnownMembers.in(inForce, wanted);
    return new Due(certain && isSame(inForce, known) ? null : known, Duration.ofNanos(left));
  }

  /** Forgets what was held back. */
  public void reset() {
    waiting = null;
  }

  private void holdBack(KernelConfig wanted, long nowNanos) {
    if (waiting == null) {
      waitsSince = nowNanos;
    }
    if (waiting == null || !wanted.hasShapeOf(waiting)) {
      restsSince = nowNanos;
    }
    waiting = wanted;
  }

  private static boolean isSame(KernelConfig inForce, KernelConfig wanted) {
    return KernelChange.between(inForce, wanted) instanceof KernelChange.None;
  }
}
