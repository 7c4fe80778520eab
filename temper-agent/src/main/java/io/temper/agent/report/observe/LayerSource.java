package io.temper.agent.report.observe;

import io.temper.kernel.KernelConfig;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerExit;
import io.temper.observe.SchedulerSnapshot;
import java.util.Optional;

/** The scheduler that some process has attached to this host, to be looked at. */
public interface LayerSource extends AutoCloseable {

  /** Returns the layers and CPUs that it goes by. */
  KernelConfig config();

  /** Returns what it did so far. */
  SchedulerSnapshot snapshot();

  /** Returns which layer made which wait so far. */
  LayerDelays delays();

  /** Returns how it ended; empty while it runs. */
  Optional<SchedulerExit> exit();

  /** Lets go of it. */
  @Override
  void close();
}
