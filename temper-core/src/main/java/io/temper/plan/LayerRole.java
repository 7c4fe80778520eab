package io.temper.plan;

import io.temper.tier.Tier;
import java.util.Locale;
import java.util.Optional;

/**
 * What a layer is for: one of the two that always exist, or a tier. Declared from the highest rank
 * to the lowest.
 */
public enum LayerRole {
  /** What the node itself depends on: always served, whatever else runs. */
  SYSTEM(6),
  /** Workloads of {@link Tier#CRITICAL}. */
  CRITICAL(5),
  /** Workloads of {@link Tier#HIGH}. */
  HIGH(4),
  /** Workloads of {@link Tier#NORMAL}. */
  NORMAL(3),
  /** Everything that no plan names: the catch-all. Ranks with {@link #LOW}. */
  DEFAULT(2),
  /** Workloads of {@link Tier#LOW}. */
  LOW(2),
  /** Workloads of {@link Tier#BACKGROUND}. */
  BACKGROUND(1);

  private final int rank;
  private final String label;

  LayerRole(int rank) {
    this.rank = rank;
    label = name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the role of a tier's layer.
   *
   * @param tier any tier
   * @return its role
   */
  public static LayerRole of(Tier tier) {
    return switch (tier) {
      case CRITICAL -> CRITICAL;
      case HIGH -> HIGH;
      case NORMAL -> NORMAL;
      case LOW -> LOW;
      case BACKGROUND -> BACKGROUND;
    };
  }

  /**
   * Returns who may preempt whom: a layer that preempts takes a CPU from lower ranks only.
   *
   * @return 1 to 6, more is stronger
   */
  public int rank() {
    return rank;
  }

  /**
   * Returns the tier that the layer is for.
   *
   * @return the tier; empty for the two layers that always exist
   */
  public Optional<Tier> tier() {
    return switch (this) {
      case SYSTEM, DEFAULT -> Optional.empty();
      case CRITICAL -> Optional.of(Tier.CRITICAL);
      case HIGH -> Optional.of(Tier.HIGH);
      case NORMAL -> Optional.of(Tier.NORMAL);
      case LOW -> Optional.of(Tier.LOW);
      case BACKGROUND -> Optional.of(Tier.BACKGROUND);
    };
  }

  /**
   * Returns the name that users read: lower case.
   *
   * @return for example {@code critical}
   */
  public String label() {
    return label;
  }
}
