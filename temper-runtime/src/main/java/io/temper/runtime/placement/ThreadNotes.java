package io.temper.runtime.placement;

import io.temper.spi.AttachedScheduler;

/**
 * Notes on single threads in the scheduler in charge.
 *
 * @param scheduler the scheduler; that it was closed is for the caller to hear
 * @param tally counts
 */
record ThreadNotes(AttachedScheduler scheduler, PlacementTally tally) {

  /**
   * Puts a thread into a layer.
   *
   * @return whether it is there now: not if it has ended, or the layer is not in force yet
   */
  boolean assign(int tid, String layer) {
    try {
      return scheduler.assign(tid, layer);
    } catch (IllegalArgumentException notInForce) {
      // A plan is seen here before it is published, or was changed meanwhile: the next round knows
      // more.
      return false;
    } catch (IllegalStateException closed) {
      throw closed;
    } catch (RuntimeException e) {
      tally.failed("thread " + tid + " was not put into layer " + layer + ": " + e.getMessage());
      return false;
    }
  }

  /** Returns a thread to the layer of its control group. */
  void unassign(int tid) {
    try {
      scheduler.unassign(tid);
    } catch (IllegalStateException closed) {
      throw closed;
    } catch (RuntimeException e) {
      tally.failed("thread " + tid + " was not released: " + e.getMessage());
    }
  }
}
