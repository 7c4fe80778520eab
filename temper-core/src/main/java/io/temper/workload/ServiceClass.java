package io.temper.workload;

/**
 * How firmly a workload's resources are promised: the three quality-of-service classes of
 * Kubernetes, which other orchestrators map to.
 */
public enum ServiceClass {
  /** Every container's request equals its limit. */
  GUARANTEED,
  /** Something is requested or limited, but not everything alike. */
  BURSTABLE,
  /** Nothing is requested and nothing is limited. */
  BEST_EFFORT
}
