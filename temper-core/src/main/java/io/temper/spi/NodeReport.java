package io.temper.spi;

import io.temper.plan.EnforcementPlan;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a node is doing, as told to a {@link StatusSink}. Nothing in it but {@link #next} changes by the mere
 * passing of time.
 *
 * @param state what it is in
 * @param reason why; a sentence without its full stop
 * @param next what happens next without anybody's help, or what it takes; a sentence without its full stop,
 *     which may name a time that passes
 * @param generation which configuration is in force; 0 while none is
 * @param resting whether the scheduler ended so often that it is not attached again for a while
 * @param plan the last complete plan, in force only while {@link State#ENFORCING}; null before the first
 */
public record NodeReport(
    State state,
    String reason,
    String next,
    long generation,
    boolean resting,
    @Nullable EnforcementPlan plan) {

  /**
   * Tells whether there is something to tell whoever knows an earlier report.
   *
   * @param before the earlier report; null if none was told
   * @return false if they differ in nothing but {@link #next}
   */
  public boolean isNewsAfter(@Nullable NodeReport before) {
    return before == null || !equals(before.withNext(next));
  }

  private NodeReport withNext(String other) {
    return new NodeReport(state, reason, other, generation, resting, plan);
  }

  /**
   * What a node is in. Only while {@link #ENFORCING} it goes by a plan; in all others it is on its stock
   * scheduler, or on that of somebody else.
   */
  public enum State {
    /** Something that a plan needs is not known yet. */
    IDLE,
    /** The node, or the plan, does not allow to enforce. */
    REFUSED,
    /** Plans are made and shown only, as was asked for. */
    OBSERVING,
    /** The node goes by the last complete plan. */
    ENFORCING,
    /** Somebody asks for the stock scheduler. */
    SAFE_MODE,
    /** The agent ends. */
    STOPPED,
    /** The scheduler ended without having been closed. */
    EJECTED,
    /** The scheduler of somebody else is in charge. */
    WAITING;

    /**
     * Returns the name that users and programs read.
     *
     * @return lower case, words joined by hyphens
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
