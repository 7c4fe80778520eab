package io.temper.tier;

import io.temper.workload.AnnotationPrefixes;

/**
 * What the ruled {@link TierPolicy} goes by.
 *
 * @param thresholds the lowest priority number of each tier
 * @param systemPods where the workloads go that the node itself depends on
 * @param tierAnnotation whether a workload may name its own tier
 * @param prefixes the prefixes under which the {@code tier} annotation is looked for
 */
public record TierRules(
    PriorityThresholds thresholds,
    SystemPods systemPods,
    TierAnnotation tierAnnotation,
    AnnotationPrefixes prefixes) {
  /** Standard thresholds, system pods in the system layer, annotations ignored. */
  public static final TierRules STANDARD = new TierRules(
      PriorityThresholds.STANDARD,
      SystemPods.IN_SYSTEM_LAYER,
      TierAnnotation.IGNORED,
      AnnotationPrefixes.STANDARD);

  /** Where the workloads go that the node itself depends on. */
  public enum SystemPods {
    /** Into the system layer, above all tiers. */
    IN_SYSTEM_LAYER,
    /** Where their priority number leads, like everybody else. */
    BY_THRESHOLD
  }

  /** Whether a workload may name its own tier by annotation. */
  public enum TierAnnotation {
    /** No: the annotation is reported and has no effect. */
    IGNORED,
    /** Yes: the annotation wins over priority and service class. */
    HONOURED
  }

  /**
   * Returns these rules with other thresholds.
   *
   * @param value the lowest priority number of each tier
   * @return changed rules
   */
  public TierRules withThresholds(PriorityThresholds value) {
    return new TierRules(value, systemPods, tierAnnotation, prefixes);
  }

  /**
   * Returns these rules with another place for system pods.
   *
   * @param value where they go
   * @return changed rules
   */
  public TierRules withSystemPods(SystemPods value) {
    return new TierRules(thresholds, value, tierAnnotation, prefixes);
  }

  /**
   * Returns these rules with the annotation honoured or ignored.
   *
   * @param value which of both
   * @return changed rules
   */
  public TierRules withTierAnnotation(TierAnnotation value) {
    return new TierRules(thresholds, systemPods, value, prefixes);
  }
}
