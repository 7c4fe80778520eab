package io.temper.agent.report.observe;

import io.temper.kernel.KernelConfig;
import io.temper.observe.ThreadLayer;
import io.temper.observe.ThreadStats;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the scheduler that some process has attached lets others know of single threads. */
public interface ThreadObserver extends AutoCloseable {

  /** Returns what it goes by. */
  KernelConfig config();

  /**
   * Returns the layer of a control group.
   *
   * @param cgroupIds the kernel's numbers of the group and of those around it, itself first
   * @return the layer's name; empty if it is in the default layer because nothing names it
   */
  Optional<String> layerOf(List<Long> cgroupIds);

  /** Returns the threads that the process watches which attached it. */
  List<ThreadStats> watched();

  /**
   * Returns what it holds of the layers of single threads.
   *
   * @param tids the numbers of the threads
   * @return of each thread that is there, by number
   */
  Map<Integer, ThreadLayer> layersOf(Collection<Integer> tids);

  /** Tells whether it has ended. */
  boolean hasEnded();

  /** Lets go of it. */
  @Override
  void close();
}
