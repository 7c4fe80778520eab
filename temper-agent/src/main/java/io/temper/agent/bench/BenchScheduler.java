package io.temper.agent.bench;

import io.temper.TemperException;
import io.temper.agent.bench.report.BenchMaker.Evictions;
import io.temper.agent.demo.node.Await;
import io.temper.agent.demo.node.NodePlanner;
import io.temper.agent.demo.node.SchedExtState;
import io.temper.observe.LayerStats;
import io.temper.observe.SchedulerExit;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import io.temper.spi.SchedulerBackend;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Temper in charge of the machine; closing returns it to the stock scheduler. For one thread. */
final class BenchScheduler implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final NodePlanner planner;
  private final SchedExtState kernel;
  private final AttachedScheduler scheduler;
  private final long enableSeq;
  /** Set by a thread of the backend. */
  private final AtomicReference<@Nullable SchedulerExit> exit = new AtomicReference<>();

  private long generation = 1;

  /** Attaches with a plan for {@code pods}. */
  BenchScheduler(
      SchedulerBackend backend, NodePlanner planner, SchedExtState kernel, WorkloadSet pods) {
    this.planner = planner;
    this.kernel = kernel;
    scheduler = backend.attach(planner.configure(pods, generation), exit::set);
    enableSeq = kernel.enableSeq();
  }

  /** Changes to a plan for {@code pods}. */
  void publish(WorkloadSet pods) {
    PublishOutcome outcome = scheduler.publish(planner.configure(pods, generation + 1));
    if (!(outcome instanceof PublishOutcome.Published published)) {
      throw new TemperException("the scheduler did not take the plan: " + outcome);
    }
    generation = published.generation();
  }

  /**
   * Checks that it has been in charge ever since.
   *
   * @throws TemperException with what the kernel said if it has not
   */
  void check() {
    SchedulerExit ended = exit.get();
    if (ended != null) {
      throw new TemperException("the scheduler ended by itself: " + ended);
    }
    if (!kernel.state().equals("enabled") || kernel.enableSeq() != enableSeq) {
      throw new TemperException("sched_ext is " + kernel.state() + ", enable_seq "
          + kernel.enableSeq() + " after " + enableSeq + ": the measurement was not Temper's");
    }
  }

  /** Returns how often ranks took CPUs from each other so far. */
  Evictions evictions() {
    var layers = scheduler.snapshot().layers();
    return new Evictions(
        layers.stream().mapToLong(LayerStats::preemptions).sum(),
        layers.stream().mapToLong(LayerStats::preempted).sum());
  }

  @Override
  public void close() {
    scheduler.close();
    Await.until(
        PATIENCE,
        () -> kernel.state().equals("disabled"),
        () -> "sched_ext is still " + kernel.state() + " after Temper was closed");
  }
}
