package io.temper.spi;

import io.temper.kernel.KernelChange;
import io.temper.observe.SchedulerExit;

/** What became of a published configuration. */
public sealed interface PublishOutcome {

  /**
   * Tells whether the scheduler now goes by what was published.
   *
   * @return true if it does, also if it did before
   */
  boolean isInForce();

  /**
   * The scheduler goes by it from now on.
   *
   * @param generation the generation that is now in force
   * @param change what differed from the configuration before
   */
  record Published(long generation, KernelChange change) implements PublishOutcome {
    @Override
    public boolean isInForce() {
      return true;
    }
  }

  /**
   * It differed in nothing but its generation, so nothing was written.
   *
   * @param generation the generation that stays in force
   */
  record Unchanged(long generation) implements PublishOutcome {
    @Override
    public boolean isInForce() {
      return true;
    }
  }

  /**
   * The scheduler cannot take it; the configuration before stays in force, whole.
   *
   * @param reason what it cannot take and what to do, for people
   */
  record Refused(String reason) implements PublishOutcome {
    @Override
    public boolean isInForce() {
      return false;
    }
  }

  /**
   * The scheduler has ended; the host is on its stock scheduler.
   *
   * @param exit how it ended
   */
  record Ended(SchedulerExit exit) implements PublishOutcome {
    @Override
    public boolean isInForce() {
      return false;
    }
  }
}
