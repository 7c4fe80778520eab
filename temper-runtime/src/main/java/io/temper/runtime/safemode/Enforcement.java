package io.temper.runtime.safemode;

import io.temper.spi.AttachedScheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the scheduler that is in charge, so that any thread can end it at once, whatever the thread that
 * uses it is doing. Takes no lock.
 */
public final class Enforcement {
  private static final long LOOK_NANOS = 1_000_000;

  private final AtomicReference<@Nullable AttachedScheduler> inCharge = new AtomicReference<>();
  private volatile boolean ended;
  private volatile boolean left;
  private volatile boolean attaching;
  private final AtomicInteger closing = new AtomicInteger();
  private volatile Runnable onClosing = () -> {};

  /** Creates one that holds nothing. */
  public Enforcement() {}

  /**
   * Puts a scheduler in charge, unless safe mode is asked for. Who asks meanwhile finds the scheduler
   * here, or is found by this thread once it is attached: either way it is ended.
   *
   * @param safeMode whether safe mode is asked for
   * @param attach puts it in charge
   * @return the scheduler; empty if safe mode was or is asked for, or this was ended
   */
  public Optional<AttachedScheduler> attach(SafeMode safeMode, Supplier<AttachedScheduler> attach) {
    // Before the question: who asks just after it must see that something is going on.
    attaching = true;
    try {
      if (ended || safeMode.isAsked()) {
        return Optional.empty();
      }
      inCharge.set(attach.get());
    } finally {
      attaching = false;
    }
    if (ended || safeMode.isAsked()) {
      standDown();
      return Optional.empty();
    }
    return inCharge();
  }

  /**
   * Returns the scheduler in charge.
   *
   * @return empty if there is none
   */
  public Optional<AttachedScheduler> inCharge() {
    return Optional.ofNullable(inCharge.get());
  }

  /** Ends the scheduler in charge, if there is one, and lets nobody attach again. */
  public void end() {
    ended = true;
    standDown();
  }

  /**
   * Leaves the scheduler in charge to the agent that comes next, if it has a lease, and else ends it; lets
   * nobody attach again.
   */
  public void leave() {
    ended = true;
    takeOut(true);
  }

  /**
   * Tells whether the scheduler was left to the agent that comes next.
   *
   * @return true if it goes on without this one
   */
  public boolean isLeft() {
    return left;
  }

  /**
   * Tells whether it was ended for good.
   *
   * @return true if nothing is attached any more
   */
  public boolean isEnded() {
    return ended;
  }

  /** Ends the scheduler in charge, if there is one. May be called from any thread, at any time. */
  public void standDown() {
    takeOut(false);
  }

  /** Takes no lambda: the first time that one is used it needs memory. */
  private void takeOut(boolean mayLeave) {
    // Before it is taken out: at no moment does it look as if it had ended.
    closing.incrementAndGet();
    AttachedScheduler scheduler = inCharge.getAndSet(null);
    if (scheduler != null) {
      onClosing.run();
      if (mayLeave && scheduler.leave()) {
        left = true;
      } else {
        scheduler.close();
      }
    }
    // Not in a finally block: what breaks its promise not to throw counts as hanging.
    closing.decrementAndGet();
  }

  /**
   * Tells whether the kernel is between two schedulers: what is in charge shows once it is not.
   *
   * @return true while one is being attached or ended
   */
  public boolean isBusy() {
    return attaching || isClosing() || inCharge.get() != null;
  }

  /**
   * Waits for what the kernel is doing.
   *
   * @param atMost for how long
   * @return true if the stock scheduler is in charge, false if the kernel still {@link #isBusy is busy}
   */
  public boolean awaitStock(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (isBusy() && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return !isBusy();
  }

  /** Calls somebody before each end of a scheduler, who must neither fail nor need memory. */
  void beforeClosing(Runnable called) {
    onClosing = called;
  }

  /** Tells whether a scheduler is being ended and has not ended yet. */
  boolean isClosing() {
    return closing.get() > 0;
  }
}
