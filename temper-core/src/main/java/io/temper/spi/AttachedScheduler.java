package io.temper.spi;

import io.temper.kernel.KernelConfig;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * A scheduler that is in charge of the host. Closing it always returns the host to its stock scheduler,
 * may be repeated, and does not throw. Methods may be called from any thread.
 */
public interface AttachedScheduler extends AutoCloseable {

  /** What has become of a scheduler. */
  enum State {
    /** It is in charge. */
    ATTACHED,
    /** It ended by itself or by the kernel; the listener was or is being told how. */
    EXITED,
    /** It was closed. */
    CLOSED
  }

  /**
   * Replaces the running configuration without detaching: tasks see the old one or the new one, whole.
   *
   * @param config the next configuration; its generation is above the running one
   * @return what became of it
   * @throws IllegalStateException if this was closed
   */
  PublishOutcome publish(KernelConfig config);

  /**
   * Reads what the scheduler did so far.
   *
   * @return numbers since it was attached
   * @throws IllegalStateException if this was closed
   */
  SchedulerSnapshot snapshot();

  /**
   * Reads what each CPU did so far.
   *
   * @return one entry per CPU of the running configuration, by number
   * @throws IllegalStateException if this was closed
   */
  List<CpuStats> cpus();

  /**
   * Reads which layer made which wait.
   *
   * @return numbers since it was attached
   * @throws IllegalStateException if this was closed
   */
  LayerDelays delays();

  /**
   * Puts one thread into a layer, whatever its control group, until {@link #unassign} or its end. It
   * goes there when it next wakes up or its slice ends. While the running configuration has no layer
   * of that name, the thread is in the layer of its control group. Threads of the kernel stay in the
   * system layer.
   *
   * @param tid the number of the thread, in this process's PID namespace
   * @param layer a layer of the running configuration
   * @return whether there is such a thread
   * @throws IllegalArgumentException if the running configuration has no such layer
   * @throws IllegalStateException if this was closed
   */
  boolean assign(int tid, String layer);

  /**
   * Returns one thread to the layer of its control group.
   *
   * @param tid the number of the thread
   * @return whether it had been {@linkplain #assign assigned} and still runs
   * @throws IllegalStateException if this was closed
   */
  boolean unassign(int tid);

  /**
   * Starts to watch one thread. A thread can be watched once at a time: a second watch ends the first.
   *
   * @param tid the number of the thread, in this process's PID namespace
   * @return the watch, to be closed by the caller; empty if there is no such thread
   * @throws IllegalStateException if this was closed, or watches as many threads as it can
   */
  Optional<ThreadWatch> watch(int tid);

  /**
   * Tells whether an earlier process had put it in charge, and this one took it over.
   *
   * @return false if it was attached by this process
   */
  default boolean isTakenOver() {
    return false;
  }

  /**
   * Leaves the host to the process that comes next, if it was attached with a lease: the scheduler goes on
   * with its last configuration until it is taken over, or the lease ends. This object counts as closed
   * then. Without a lease nothing happens, and {@link #close} is the way.
   *
   * @return whether it was left
   */
  default boolean leave() {
    return false;
  }

  /**
   * Returns what has become of it. Never throws.
   *
   * @return the state
   */
  State state();

  /** Returns the host to its stock scheduler. May be repeated; never throws. */
  @Override
  void close();
}
