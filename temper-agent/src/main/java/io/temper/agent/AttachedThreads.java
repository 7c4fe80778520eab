package io.temper.agent;

import io.temper.agent.report.observe.ThreadObserver;
import io.temper.bpf.SchedExtObserver;
import io.temper.kernel.KernelConfig;
import io.temper.observe.ThreadLayer;
import io.temper.observe.ThreadStats;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The threads of the scheduler that is attached to this host. */
record AttachedThreads(SchedExtObserver observer) implements ThreadObserver {

  @Override
  public KernelConfig config() {
    return observer.config();
  }

  @Override
  public Optional<String> layerOf(List<Long> cgroupIds) {
    return observer.layerOf(cgroupIds);
  }

  @Override
  public List<ThreadStats> watched() {
    return observer.watched();
  }

  @Override
  public Map<Integer, ThreadLayer> layersOf(Collection<Integer> tids) {
    return observer.layersOf(tids);
  }

  @Override
  public boolean hasEnded() {
    return observer.exit().isPresent();
  }

  @Override
  public void close() {
    observer.close();
  }
}
