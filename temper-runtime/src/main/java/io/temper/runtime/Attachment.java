package io.temper.runtime;

import io.temper.TemperException;
import io.temper.kernel.KernelConfig;
import io.temper.observe.ExitCause;
import io.temper.observe.SchedulerExit;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.restart.RestartBudget;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.SafeMode;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.NodeState;
import io.temper.spi.AttachRejectedException;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.OtherSchedulerAttachedException;
import io.temper.spi.ProbeResult;
import io.temper.spi.ProbeResult.Finding;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the scheduler in charge and hears how it ends. For the loop's thread, but for the listener.
 */
final class Attachment {
  private static final Logger LOG = LoggerFactory.getLogger(Attachment.class);

  /** Another scheduler is looked at this often; so is what only somebody else can change. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private static final Duration HOST_LOOK_AGAIN = Duration.ofSeconds(10);
  private static final Duration NO_FAULT_PAUSE = Duration.ofSeconds(2);
  private static final Duration STARVED_PAUSE = Duration.ofSeconds(30);

  private final SchedulerBackend backend;
  private final Enforcement enforcement;
  private final SafeMode safeMode;
  private final RestartBudget budget;
  private final Ticker ticker;
  private final Runnable wake;
  private final Queue<Ended> exits = new ConcurrentLinkedQueue<>();

  /** Counts the attempts to attach, so that an end is not taken for that of another scheduler. */
  private long number;

  private long lastEnded;
  private @Nullable InForce inForce;
  private @Nullable SchedulerExit lastExit;
  private long attachedNanos;
  private long attachments;
  private boolean takenOver;

  /** When to look whether an earlier agent left something; null if it is known that nothing is left. */
  private @Nullable Long lookForLeft;

  /** Why it could not be ended; null if it was, or there is none. It is tried each second, and logged once. */
  private @Nullable String whyLeft;

  Attachment(
      SchedulerBackend backend,
      Enforcement enforcement,
      SafeMode safeMode,
      RestartBudget budget,
      Ticker ticker,
      Runnable wake) {
    this.backend = backend;
    this.enforcement = enforcement;
    this.safeMode = safeMode;
    this.budget = budget;
    this.ticker = ticker;
    this.wake = wake;
    this.lookForLeft = ticker.nanos();
  }

  /** Attaches, or says why not; empty if safe mode is asked for, or the agent ends. */
  Optional<NodeState> attach(KernelConfig config) {
    Optional<KernelConfig> published;
    try {
      published = enforcement
          .attach(safeMode, () -> backend.attach(config, listenerOf(++number)))
          .flatMap(scheduler -> inForce(scheduler, config));
    } catch (OtherSchedulerAttachedException e) {
      budget.putOff(LOOK_AGAIN);
      return Optional.of(new NodeState.Waiting(e.schedulerName()));
    } catch (AttachRejectedException e) {
      return rejected(e);
    } catch (RuntimeException e) {
      return Optional.of(failed(e));
    }
    return published.map(this::enforces);
  }

  private NodeState enforces(KernelConfig published) {
    inForce = InForce.first(published);
    attachedNanos = ticker.nanos();
    attachments += takenOver ? 0 : 1;
    lookForLeft = null;
    whyLeft = null;
    return new NodeState.Enforcing();
  }

  /** One that was taken over counts its generations on; empty if safe mode was asked for meanwhile. */
  private Optional<KernelConfig> inForce(AttachedScheduler scheduler, KernelConfig config) {
    takenOver = scheduler.isTakenOver();
    if (!takenOver) {
      return Optional.of(config);
    }
    try {
      return Optional.of(config.withGeneration(scheduler.snapshot().generation()));
    } catch (IllegalStateException closed) {
      return Optional.empty();
    }
  }

  /** Whoever, or whatever, ended it while it was attached is judged as one that ends it later. */
  private Optional<NodeState> rejected(AttachRejectedException rejection) {
    lastEnded = number;
    lastExit = rejection.exit();
    charge(rejection.exit());
    return safeMode.isAsked()
        ? Optional.empty()
        : Optional.of(
            refused(String.valueOf(rejection.getMessage()), "it is tried again by itself"));
  }

  /** What the host lacks is no fault; all else is, an error of Temper's own included. */
  private NodeState failed(RuntimeException failure) {
    ProbeResult probe = backend.probe();
    if (!probe.mayAttach()) {
      budget.putOff(HOST_LOOK_AGAIN);
      return new NodeState.Refused(probe.findings(), HOST_LOOK_AGAIN);
    }
    String what = failure instanceof TemperException
        ? String.valueOf(failure.getMessage())
        : "internal error: " + failure;
    budget.fault(what);
    return refused(what, "see 'temper doctor' for what is missing");
  }

  private NodeState refused(String what, String remedy) {
    return new NodeState.Refused(
        List.of(new Finding("attach", what, remedy)), budget.pauseLeft().orElse(Duration.ZERO));
  }

  /** Runs on a thread of the backend. */
  private SchedulerListener listenerOf(long attachment) {
    return exit -> {
      exits.add(new Ended(attachment, exit));
      wake.run();
    };
  }

  /**
   * Notes an end that publishing came across before the listener was told of it; not that of a scheduler
   * that was closed meanwhile, which looks as if somebody had detached it.
   */
  void foundEnded(AttachedScheduler of, SchedulerExit exit) {
    if (enforcement.inCharge().filter(now -> now == of).isPresent()) {
      exits.add(new Ended(number, exit));
    }
  }

  /**
   * Hears how a scheduler ended, if one did, and decides when it is attached again. Each end counts
   * once; that of one which was replaced meanwhile leaves its successor alone.
   */
  Optional<SchedulerExit> heard() {
    Ended ended = exits.poll();
    while (ended != null && ended.attachment() <= lastEnded) {
      ended = exits.poll();
    }
    if (ended == null) {
      return Optional.empty();
    }
    lastEnded = ended.attachment();
    lastExit = ended.exit();
    if (ended.attachment() == number) {
      release();
    }
    charge(ended.exit());
    return Optional.of(ended.exit());
  }

  private void charge(SchedulerExit exit) {
    ExitCause cause = exit.cause();
    if (cause.isSchedulersFault()) {
      budget.fault(cause + ": " + exit);
      return;
    }
    switch (cause) {
      // Whoever did this at the kernel wants the stock scheduler, and did not say for how long.
      case SYSRQ, DETACHED ->
        safeMode.enter(new SafeModeRequest(
            SafeModeOrigin.KERNEL, "", "the scheduler ended: " + exit, ticker.now()));
      case RT_STARVATION, DEADLINE_ADMISSION -> budget.putOff(STARVED_PAUSE);
      default -> budget.putOff(NO_FAULT_PAUSE);
    }
  }

  /** Returns the node to its stock scheduler; repeating it changes nothing. */
  void release() {
    enforcement.standDown();
    inForce = null;
  }

  /**
   * Ends what an agent before this one left in charge, for who wants the stock scheduler. What could not be
   * ended, or is not left yet, is looked at again.
   */
  void endLeft() {
    if (lookForLeft == null || ticker.nanos() - lookForLeft < 0) {
      return;
    }
    lookForLeft = ticker.nanos() + LOOK_AGAIN.toNanos();
    try {
      if (backend.endLeft()) {
        lookForLeft = null;
      }
      whyLeft = null;
    } catch (RuntimeException e) {
      sayLeft(e);
    }
  }

  private void sayLeft(RuntimeException failure) {
    String why = failure instanceof TemperException
        ? String.valueOf(failure.getMessage())
        : "internal error: " + failure;
    if (!why.equals(whyLeft)) {
      LOG.warn("what an earlier agent left in charge goes on until its lease ends", failure);
    }
    whyLeft = why;
  }

  /** Returns why what an earlier agent left could not be ended; empty if it was, or there is none. */
  Optional<String> leftProblem() {
    return Optional.ofNullable(whyLeft);
  }

  /** Notes what was published. */
  void published(KernelConfig config) {
    InForce before = inForce;
    inForce = before == null ? InForce.first(config) : before.next(config);
  }

  /** Returns what the kernel goes by; empty if no scheduler is in charge. */
  Optional<InForce> inForce() {
    return Optional.ofNullable(inForce);
  }

  /** Tells the budget that the scheduler still is in charge. */
  void lasts() {
    budget.lasted(Duration.ofNanos(ticker.nanos() - attachedNanos));
  }

  /** Returns the scheduler and what it goes by; empty if none is in charge. */
  Optional<Running> running() {
    InForce now = inForce;
    return now == null
        ? Optional.empty()
        : enforcement.inCharge().map(scheduler -> new Running(scheduler, now.config()));
  }

  Optional<SchedulerExit> lastExit() {
    return Optional.ofNullable(lastExit);
  }

  long attachments() {
    return attachments;
  }

  /** Returns whether the scheduler attached last was one that an earlier agent had left. */
  boolean isTakenOver() {
    return takenOver;
  }

  private record Ended(long attachment, SchedulerExit exit) {}

  /**
   * A scheduler in charge.
   *
   * @param scheduler the scheduler
   * @param config what it goes by
   */
  record Running(AttachedScheduler scheduler, KernelConfig config) {}
}
