package io.temper.spi;

import io.temper.observe.SchedulerExit;

/** Hears of a scheduler's end. What it throws is caught by the caller and changes nothing. */
@FunctionalInterface
public interface SchedulerListener {

  /**
   * Hears that a scheduler ended without having been closed. Called once at most, from a thread of the
   * backend, after the host is back on its stock scheduler.
   *
   * @param exit how it ended
   */
  void onExit(SchedulerExit exit);
}
