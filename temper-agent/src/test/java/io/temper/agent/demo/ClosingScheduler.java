package io.temper.agent.demo;

import io.temper.kernel.KernelConfig;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerSnapshot;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import io.temper.spi.ThreadWatch;
import java.util.List;
import java.util.Optional;

/** A scheduler that tells when it is closed. */
record ClosingScheduler(AttachedScheduler scheduler, Runnable closed) implements AttachedScheduler {

  @Override
  public PublishOutcome publish(KernelConfig config) {
    return scheduler.publish(config);
  }

  @Override
  public SchedulerSnapshot snapshot() {
    return scheduler.snapshot();
  }

  @Override
  public List<CpuStats> cpus() {
    return scheduler.cpus();
  }

  @Override
  public LayerDelays delays() {
    return scheduler.delays();
  }

  @Override
  public boolean assign(int tid, String layer) {
    return scheduler.assign(tid, layer);
  }

  @Override
  public boolean unassign(int tid) {
    return scheduler.unassign(tid);
  }

  @Override
  public Optional<ThreadWatch> watch(int tid) {
    return scheduler.watch(tid);
  }

  @Override
  public State state() {
    return scheduler.state();
  }

  @Override
  public void close() {
    scheduler.close();
    closed.run();
  }
}
