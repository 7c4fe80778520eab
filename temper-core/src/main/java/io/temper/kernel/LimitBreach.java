package io.temper.kernel;

/**
 * One thing that is more than the scheduler can take.
 *
 * @param limit which limit
 * @param subject what exceeds it
 * @param asked how much there is, in the unit of the limit
 * @param allowed how much there may be
 */
public record LimitBreach(Limit limit, String subject, long asked, long allowed) {

  /** What is limited. */
  public enum Limit {
    /** How many layers there are. */
    LAYERS("layers"),
    /** How high a CPU number may be. */
    CPU_NUMBER("as CPU number"),
    /** How many last-level caches there are. */
    DOMAINS("last-level caches"),
    /** How many control groups have a layer of their own. */
    MEMBERS("control groups"),
    /** How many layers claim one control group. */
    LAYERS_OF_CGROUP("layers for one control group"),
    /** How short a slice is. */
    MIN_SLICE("ns of slice at least"),
    /** How long a slice is. */
    MAX_SLICE("ns of slice at most");

    private final String unit;

    Limit(String unit) {
      this.unit = unit;
    }
  }

  /**
   * Says what exceeds which limit.
   *
   * @return one sentence for people
   */
  public String sentence() {
    return subject + ": " + asked + ", but the scheduler takes " + allowed + " " + limit.unit + ".";
  }
}
