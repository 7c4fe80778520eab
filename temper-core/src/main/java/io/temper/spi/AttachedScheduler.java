package io.temper.spi;

import io.temper.kernel.KernelConfig;
import io.temper.observe.SchedulerSnapshot;

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
   * Returns what has become of it. Never throws.
   *
   * @return the state
   */
  State state();

  /** Returns the host to its stock scheduler. May be repeated; never throws. */
  @Override
  void close();
}
