package io.temper.agent.demo;

import io.temper.kernel.KernelConfig;
import io.temper.observe.SchedulerSnapshot;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;

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
  public State state() {
    return scheduler.state();
  }

  @Override
  public void close() {
    scheduler.close();
    closed.run();
  }
}
