package io.temper.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a group of threads is treated among the other threads of its workload's tier. What the tier itself
 * is worth beside other tiers is the same for all of them. Declared from the most to the least.
 */
public enum ThreadTreatment {
  /** Whole cores of its own, taken from the fence of the tier; without a fence like {@link #LATENCY}. */
  EXCLUSIVE,
  /** First in line among the threads of its tier. */
  LATENCY,
  /** As the tier's threads are without a profile. */
  NORMAL,
  /** Gives way to the others of its tier. */
  YIELD;

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * Returns the name that users read and write: lower case.
   *
   * @return for example {@code latency}
   */
  public String label() {
    return label;
  }

  /**
   * Returns the treatment of a name.
   *
   * @param label for example {@code latency}
   * @return empty if none has this name
   */
  public static Optional<ThreadTreatment> ofLabel(String label) {
    return Arrays.stream(values())
        .filter(treatment -> treatment.label.equals(label))
        .findFirst();
  }
}
