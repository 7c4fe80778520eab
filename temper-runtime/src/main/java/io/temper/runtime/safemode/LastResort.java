package io.temper.runtime.safemode;

import io.temper.runtime.thread.Repeater;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Ends the process if ending the scheduler hangs: the kernel keeps an unpinned scheduler only for as long
 * as its process lives. A kernel that is on its way back to its stock scheduler, as one that is busy is for
 * seconds, is given longer: nothing is gained by an end of the process, and much is lost, since who starts it
 * again may wait for minutes. A pause of the whole process is not taken for a hang: only the time in which it
 * runs counts. Its thread is started beforehand, so that nothing is needed when it matters.
 */
public final class LastResort implements AutoCloseable {
  /** It is woken when ending begins; this is for a wake-up that goes astray. */
  private static final Duration NOTHING_ENDS = Duration.ofSeconds(5);

  private final Enforcement enforcement;
  private final Patience patience;
  private final Duration step;
  private final BooleanSupplier mayBeInCharge;
  private final TimeAwake closingFor;
  private final Runnable endTheProcess;
  private boolean wasClosing;
  private final Repeater thread;

  /**
   * How long ending the scheduler may take, in time in which this process runs.
   *
   * @param inCharge while it may still be in charge
   * @param ending at most, while the host says that it is ending or has ended
   */
  public record Patience(Duration inCharge, Duration ending) {
    /** However late each of them is, half of them are the end of the shorter patience. */
    private static final int STEPS = 20;

    private static final Duration SHORTEST_STEP = Duration.ofMillis(1);

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

    Duration step() {
      Duration step = inCharge.dividedBy(STEPS);
      return step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step;
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
    this.step = patience.step();
    this.mayBeInCharge = mayBeInCharge;
    this.closingFor = new TimeAwake(nanos, step);
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
    return enforcement.isClosing() ? step : NOTHING_ENDS;
  }

  /** Looks once. */
  void look() {
    boolean closing = enforcement.isClosing();
    if (closing && !wasClosing) {
      closingFor.begin();
    }
    wasClosing = closing;
    if (closing && isTooLong(closingFor.count())) {
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
