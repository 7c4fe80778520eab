package io.temper.plan.diff;

/**
 * One thing in which two plans differ. Programs tell the cases apart by type or by {@link #name()};
 * people read {@link #sentence()}.
 */
public sealed interface PlanChange permits LayerChange, MemberChange, DecisionChange {

  /** What has to be written for a change, from the least to the most. */
  enum Reach {
    /** Nothing: it is of interest to readers only. */
    NOTHING,
    /** Which control group is in which layer: single entries ({@code KernelChange.Members}). */
    MEMBERS,
    /** Layers, CPUs or bounds: the configuration as a whole ({@code KernelChange.Shape}). */
    SHAPE
  }

  /**
   * Returns the name of the case. It is stable: files may carry it.
   *
   * @return for example {@code MemberMoved}
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * Says what changes.
   *
   * @return one sentence for people
   */
  String sentence();

  /**
   * Returns what has to be written at most.
   *
   * @return the reach of this change by itself
   */
  Reach reach();
}
