package io.temper.tier;

/**
 * The lowest priority number of each tier; what is below all of them is {@link Tier#BACKGROUND}.
 *
 * @param critical lowest number of {@link Tier#CRITICAL}
 * @param high lowest number of {@link Tier#HIGH}
 * @param normal lowest number of {@link Tier#NORMAL}
 * @param low lowest number of {@link Tier#LOW}
 */
public record PriorityThresholds(int critical, int high, int normal, int low) {
  /** The numbers that Temper's own priority classes are made for. */
  public static final PriorityThresholds STANDARD =
      new PriorityThresholds(1_000_000, 100_000, 0, -100);

  /** For the priorities of Nomad's jobs, which are 1 to 100 and 50 where a job names none. */
  public static final PriorityThresholds NOMAD = new PriorityThresholds(90, 70, 40, 20);

  /**
   * For the CPU weights of control groups, which are 1 to 10000, 100 where nobody chose one and 0 for an idle
   * group. What is critical is said in so many words, never by a weight.
   */
  public static final PriorityThresholds CPU_WEIGHTS = new PriorityThresholds(10_001, 101, 100, 50);

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the numbers do not fall from tier to tier
   */
  public PriorityThresholds {
    if (critical <= high || high <= normal || normal <= low) {
      throw new IllegalArgumentException(
          "priority thresholds must fall from critical over high and normal to low: " + critical
              + ", " + high + ", " + normal + ", " + low);
    }
  }

  /**
   * Returns the tier of a priority number.
   *
   * @param priority any number
   * @return the most important tier whose threshold the number reaches
   */
  public Tier tierOf(int priority) {
    for (Tier tier : Tier.values()) {
      if (priority >= lowestOf(tier)) {
        return tier;
      }
    }
    throw new AssertionError("the lowest tier takes every number");
  }

  /**
   * Returns the lowest priority number of a tier.
   *
   * @param tier any tier
   * @return the number; {@link Integer#MIN_VALUE} for {@link Tier#BACKGROUND}
   */
  public int lowestOf(Tier tier) {
    return switch (tier) {
      case CRITICAL -> critical;
      case HIGH -> high;
      case NORMAL -> normal;
      case LOW -> low;
      case BACKGROUND -> Integer.MIN_VALUE;
    };
  }
}
