package io.temper.testkit;

import io.temper.TemperException;
import io.temper.kernel.KernelConfig;
import io.temper.observe.SchedulerExit;
import io.temper.spi.AttachRejectedException;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.OtherSchedulerAttachedException;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A host without a kernel: it takes one scheduler at a time, remembers what was published, and ends it
 * when a test says so. Thread-safe.
 */
public final class FakeBackend implements SchedulerBackend {
  private ProbeResult probe = new ProbeResult.Supported();
  private @Nullable FakeScheduler inCharge;
  private @Nullable String otherScheduler;
  private @Nullable TemperException failure;
  private @Nullable SchedulerExit rejection;
  private volatile Predicate<KernelConfig> refused = config -> false;
  private volatile @Nullable String publishProblem;
  private int attachments;
  private @Nullable String endLeftProblem;
  private int endLeftCalls;
  private boolean leases;
  private @Nullable KernelConfig left;

  /** Creates a host that supports a scheduler and runs none. */
  public FakeBackend() {}

  /**
   * Decides what {@link #probe()} answers; attaching fails unless it leaves a chance.
   *
   * @param answer the answer
   */
  public synchronized void probeAnswers(ProbeResult answer) {
    probe = answer;
  }

  /**
   * Puts the scheduler of somebody else in charge, or ends it: while it is, attaching fails.
   *
   * @param name its name; null to end it
   */
  public synchronized void runsOther(@Nullable String name) {
    otherScheduler = name;
  }

  /**
   * Makes attaching fail from now on.
   *
   * @param reason why, where, and what to do about it; null to let it succeed again
   */
  public synchronized void attachFails(@Nullable String reason) {
    failure = reason == null ? null : new TemperException(reason);
  }

  /**
   * Makes every scheduler end while it is being attached, from now on.
   *
   * @param exit how it ends; null to let it stay
   */
  public synchronized void attachEnds(@Nullable SchedulerExit exit) {
    rejection = exit;
  }

  /**
   * Makes publishing fail from now on, half way: what was in force counts as uncertain, so that even an
   * equal configuration is written once it succeeds again.
   *
   * @param reason why; null to let it succeed again
   */
  public void publishFails(@Nullable String reason) {
    publishProblem = reason;
  }

  /**
   * Makes publishing refuse some configurations from now on, before anything is written.
   *
   * @param which those that are refused
   */
  public void publishRefuses(Predicate<KernelConfig> which) {
    refused = which;
  }

  /**
   * Makes this host one whose schedulers have a lease: they can be left, and taken over.
   */
  public synchronized void leases() {
    leases = true;
  }

  /**
   * Returns what a scheduler goes by that was left and not taken over yet.
   *
   * @return the configuration; empty if there is none
   */
  public synchronized Optional<KernelConfig> left() {
    return Optional.ofNullable(left);
  }

  /**
   * Makes ending what was left fail from now on.
   *
   * @param reason why; null to let it succeed again
   */
  public synchronized void endLeftFails(@Nullable String reason) {
    endLeftProblem = reason;
  }

  /**
   * Returns how often ending what was left was asked for.
   *
   * @return 0 and up
   */
  public synchronized int endLeftCalls() {
    return endLeftCalls;
  }

  synchronized boolean leave(FakeScheduler scheduler) {
    if (!leases || inCharge != scheduler) {
      return false;
    }
    left = scheduler.running();
    inCharge = null;
    return true;
  }

  @Override
  public synchronized boolean endLeft() {
    endLeftCalls++;
    if (endLeftProblem != null) {
      throw new TemperException(endLeftProblem);
    }
    left = null;
    return true;
  }

  Optional<String> publishProblem() {
    return Optional.ofNullable(publishProblem);
  }

  boolean refuses(KernelConfig config) {
    return refused.test(config);
  }

  @Override
  public synchronized ProbeResult probe() {
    return probe;
  }

  @Override
  public synchronized AttachedScheduler attach(KernelConfig config, SchedulerListener listener) {
    if (!probe.mayAttach()) {
      throw new TemperException("this fake host does not support a scheduler: " + probe.findings());
    }
    String other = otherScheduler != null ? otherScheduler : inCharge != null ? "fake" : null;
    if (other != null) {
      throw new OtherSchedulerAttachedException(other, "close it first");
    }
    if (failure != null) {
      throw failure;
    }
    if (rejection != null) {
      throw new AttachRejectedException(rejection, "this fake host was told to end it");
    }
    KernelConfig before = left;
    left = null;
    if (before == null) {
      attachments++;
      inCharge = new FakeScheduler(this, config, listener, false);
    } else {
      KernelConfig next = config.withGeneration(before.generation() + 1);
      inCharge = new FakeScheduler(this, next, listener, true);
    }
    return inCharge;
  }

  /**
   * Returns how often a scheduler was put in charge: publishing must not raise it.
   *
   * @return 0 and up
   */
  public synchronized int attachments() {
    return attachments;
  }

  /**
   * Returns what the scheduler in charge goes by, or one that was left.
   *
   * @return the configuration; empty while the host runs its stock scheduler
   */
  public synchronized Optional<KernelConfig> inForce() {
    return inCharge == null ? left() : Optional.of(inCharge.running());
  }

  /**
   * Ends the scheduler in charge as a kernel would, and tells its listener. Without one it does
   * nothing.
   *
   * @param exit how it ends
   */
  public void eject(SchedulerExit exit) {
    FakeScheduler ejected;
    synchronized (this) {
      ejected = inCharge;
      inCharge = null;
    }
    if (ejected != null) {
      ejected.end(exit);
    }
  }

  synchronized void release(FakeScheduler scheduler) {
    if (inCharge == scheduler) {
      inCharge = null;
    }
  }
}
