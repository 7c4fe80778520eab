package io.temper.spi;

import io.temper.kernel.KernelConfig;

/** Can put a scheduler in charge of this host. */
public interface SchedulerBackend {

  /**
   * Finds out whether this host can run the scheduler. Changes nothing and never throws.
   *
   * @return yes, no with every reason, or could not find out
   */
  ProbeResult probe();

  /**
   * Puts the scheduler in charge, with its first configuration. Returns only once it is; if it fails,
   * the host is on its stock scheduler.
   *
   * <p>With a lease, a scheduler that an earlier process {@linkplain AttachedScheduler#leave left} is taken
   * over without a gap, if it is the same as would be loaded; the configuration is published to it, under
   * the generation after the one in force.
   *
   * @param config what it goes by
   * @param listener hears how it ends
   * @return the scheduler in charge, to be closed by the caller
   * @throws OtherSchedulerAttachedException if another one is in charge; it stays so
   * @throws AttachRejectedException if it was ended before it was in charge; the listener hears nothing
   * @throws io.temper.TemperException if it could not be put in charge; the message names the step and
   *     the remedy
   */
  AttachedScheduler attach(KernelConfig config, SchedulerListener listener);

  /**
   * Ends a scheduler that an earlier process left in charge under a lease: for who wants the stock
   * scheduler, and not to take it over. Does nothing if there is none, or while the process that it belongs to
   * lives.
   *
   * @return whether nothing is left; false while somebody else owns it, or where that cannot be told
   * @throws io.temper.TemperException if it could not be ended; its lease still ends it
   */
  default boolean endLeft() {
    return true;
  }

  /**
   * Tells whether a scheduler may be in charge of this host, whoever's it is: for who has told one to end and
   * waits for that. Asks the host each time and waits for nothing.
   *
   * @return false only if the host says that it runs its stock scheduler, or is on its way to it; true also
   *     where that cannot be told
   */
  default boolean mayBeInCharge() {
    return true;
  }
}
