package io.temper.agent.demo;

import io.temper.TemperException;
import io.temper.agent.demo.node.Await;
import io.temper.agent.demo.node.NodePlanner;
import io.temper.agent.demo.node.SchedExtState;
import io.temper.observe.SchedulerExit;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.SchedulerBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Attaches Temper for the time of an arm and changes tiers meanwhile. For one thread. */
final class TemperArm {
  private static final long FIRST_GENERATION = 1;
  private static final int WARM_UP_PLANS = 400;
  private static final int WARM_UP_CHANGES = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SchedulerBackend backend;
  private final NodePlanner planner;
  private final PlanVariants variants;
  private final SchedExtState kernel;
  private final int changesPerSecond;
  private final List<ChangeLog> logs = new ArrayList<>();
  /** Set by a thread of the backend. */
  private final AtomicReference<@Nullable SchedulerExit> exit = new AtomicReference<>();

  TemperArm(
      SchedulerBackend backend,
      NodePlanner planner,
      PlanVariants variants,
      SchedExtState kernel,
      int changesPerSecond) {
    this.backend = backend;
    this.planner = planner;
    this.variants = variants;
    this.kernel = kernel;
    this.changesPerSecond = changesPerSecond;
  }

  /**
   * Plans and publishes every variant a few times, so that the JVM has compiled what the changes need
   * before anything is measured, as in an agent that has run for a while.
   */
  void warmUp() {
    for (int i = 0; i < WARM_UP_PLANS; i++) {
      planner.configure(variants.after(i).pods(), FIRST_GENERATION);
    }
    AttachedScheduler scheduler = attach();
    try {
      TierChanges changes = changes(scheduler);
      for (int i = 0; i < WARM_UP_CHANGES; i++) {
        changes.step();
      }
      check();
    } finally {
      detach(scheduler);
    }
  }

  private AttachedScheduler attach() {
    return backend.attach(planner.configure(variants.pods(), FIRST_GENERATION), exit::set);
  }

  private TierChanges changes(AttachedScheduler scheduler) {
    return new TierChanges(scheduler, FIRST_GENERATION, planner, variants, kernel);
  }

  /** A scheduler in charge; closing returns the node to the stock scheduler and checks that. */
  interface Attachment extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Attaches.
   *
   * @param change whether tiers change meanwhile
   * @param round the round's number, for the log
   */
  Attachment attach(boolean change, int round) {
    AttachedScheduler scheduler = attach();
    if (!change || changesPerSecond == 0) {
      return () -> detach(scheduler);
    }
    try {
      var changes = changes(scheduler);
      var thread = new ChangeThread(changes, changesPerSecond);
      return () -> end(scheduler, thread, changes, round);
    } catch (RuntimeException e) {
      scheduler.close();
      throw e;
    }
  }

  private void end(
      AttachedScheduler scheduler, ChangeThread thread, TierChanges changes, int round) {
    try {
      thread.close();
      check();
      logs.add(changes.log(round));
    } finally {
      detach(scheduler);
    }
  }

  private void detach(AttachedScheduler scheduler) {
    scheduler.close();
    Await.until(
        PATIENCE,
        () -> kernel.state().equals("disabled"),
        () -> "sched_ext is still " + kernel.state() + " after Temper was closed");
  }

  /**
   * Checks that no scheduler ended by itself.
   *
   * @throws TemperException with what the kernel said if one did
   */
  void check() {
    SchedulerExit ended = exit.get();
    if (ended != null) {
      throw new TemperException("the scheduler ended by itself: " + ended);
    }
  }

  /** Returns what happened during the attachments under load, first one first. */
  List<ChangeLog> logs() {
    return List.copyOf(logs);
  }
}
