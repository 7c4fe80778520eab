package io.temper.runtime.safemode;

import io.temper.runtime.thread.Repeater;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Ends the process if ending the scheduler hangs: the kernel keeps an unpinned scheduler only for as long
 * as its process lives. A kernel that is on its way back to its stock scheduler, as one that is busy is for
 * seconds, is given longer: nothing is gained by an end of the process, and much is lost, since who starts it
 * again may wait for minutes. Its thread is started beforehand, so that nothing is needed when it matters.
 */
public final class LastResort implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** It is woken when ending begins; this is for a wake-up that goes astray. */
  private static final Duration NOTHING_ENDS = Duration.ofSeconds(5);

  private final Enforcement enforcement;
  private final Patience patience;
  private final BooleanSupplier mayBeInCharge;
  private final LongSupplier nanos;
  private final Runnable endTheProcess;
  private boolean wasClosing;
  private long closingSince;
  private final Repeater thread;

  /**
   * How long ending the scheduler may take.
   *
   * @param inCharge while it may still be in charge
   * @param ending at most, while the host says that it is ending or has ended
   */
  public record Patience(Duration inCharge, Duration ending) {
    /**
     * Checks the durations.
     *
     * @throws IllegalArgumentException if one is negative, or the second is the shorter one
     */
    public Patience {
      if (inCharge.isNegative() || ending.compareTo(inCharge) < 0) {
        throw new IllegalArgumentException(
            "the patience must be positive, and the longer one second: " + inCharge + ", "
                + ending);
      }
    }
  }

  /**
   * Creates one whose thread does not run yet.
   *
   * @param enforcement what may hang
   * @param patience how long ending the scheduler may take
   * @param mayBeInCharge tells whether it may still be in charge, and waits for nothing; one that fails
   *     tells that it may
   * @param nanos a clock that never steps
   * @param endTheProcess ends the process at once
   */
  public LastResort(
      Enforcement enforcement,
      Patience patience,
      BooleanSupplier mayBeInCharge,
      LongSupplier nanos,
      Runnable endTheProcess) {
    this.enforcement = enforcement;
    this.patience = patience;
    this.mayBeInCharge = mayBeInCharge;
    this.nanos = nanos;
    this.endTheProcess = endTheProcess;
    this.thread = new Repeater("temper-last-resort", this::look, this::pause);
    enforcement.beforeClosing(thread::now);
  }

  /** Begins to look on. */
  public void start() {
    thread.start();
  }

  /** Ceases to look on. */
  @Override
  public void close() {
    thread.close();
  }

  Duration pause() {
    return enforcement.isClosing() ? POLL : NOTHING_ENDS;
  }

  /** Looks once. */
  void look() {
    boolean closing = enforcement.isClosing();
    if (closing && !wasClosing) {
      closingSince = nanos.getAsLong();
    }
    wasClosing = closing;
    if (closing && isTooLong(nanos.getAsLong() - closingSince)) {
      endTheProcess.run();
    }
  }

  private boolean isTooLong(long nanosSpent) {
    return nanosSpent >= patience.ending().toNanos()
        || (nanosSpent >= patience.inCharge().toNanos() && mayBeInCharge());
  }

  /** What cannot be told, as for want of memory, counts as the worse. */
  private boolean mayBeInCharge() {
    try {
      return mayBeInCharge.getAsBoolean();
    } catch (RuntimeException | Error e) {
      return true;
    }
  }
}
