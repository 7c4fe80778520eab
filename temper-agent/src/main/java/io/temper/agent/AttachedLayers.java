package io.temper.agent;

import io.temper.agent.report.observe.LayerSource;
import io.temper.bpf.SchedExtObserver;
import io.temper.kernel.KernelConfig;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerExit;
import io.temper.observe.SchedulerSnapshot;
import java.util.Optional;

/** The layers of the scheduler that is attached to this host. */
record AttachedLayers(SchedExtObserver observer) implements LayerSource {

  @Override
  public KernelConfig config() {
    return observer.config();
  }

  @Override
  public SchedulerSnapshot snapshot() {
    return observer.snapshot();
  }

  @Override
  public LayerDelays delays() {
    return observer.delays();
  }

  @Override
  public Optional<SchedulerExit> exit() {
    return observer.exit();
  }

  @Override
  public void close() {
    observer.close();
  }
}
