package io.temper.tier;

import java.util.Locale;
import java.util.Optional;

/** How much a workload matters for the CPU, the most important first. */
public enum Tier {
  /** Latency of users depends on it: protected, preempts, owns cores. */
  CRITICAL,
  /** Important service: protected, preempts. */
  HIGH,
  /** The ordinary service, and what nobody said anything about. */
  NORMAL,
  /** May wait. */
  LOW,
  /** Uses what is left. */
  BACKGROUND;

  private final String label;

  Tier() {
    label = name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the name that users write and read: lower case.
   *
   * @return for example {@code critical}
   */
  public String label() {
    return label;
  }

  /**
   * Returns the tier with the given label.
   *
   * @param label the label, in any case, white space around it ignored
   * @return the tier; empty if there is none of that name
   */
  public static Optional<Tier> ofLabel(String label) {
    String wanted = label.strip().toLowerCase(Locale.ROOT);
    for (Tier tier : values()) {
      if (tier.label().equals(wanted)) {
        return Optional.of(tier);
      }
    }
    return Optional.empty();
  }
}
