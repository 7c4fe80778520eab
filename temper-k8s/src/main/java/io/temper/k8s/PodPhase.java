package io.temper.k8s;

/** Where a pod is in its life, as {@code status.phase} tells. */
public enum PodPhase {
  /** Accepted, but not all containers have started: not placed yet, pulling images, initializing. */
  PENDING,
  /** Placed, and at least one container runs, starts or restarts. */
  RUNNING,
  /** All containers have ended well and will not restart. */
  SUCCEEDED,
  /** All containers have ended, at least one of them badly, and will not restart. */
  FAILED,
  /** The node did not answer when it was last asked. */
  UNKNOWN;

  /**
   * Tells whether nothing of the pod runs any more.
   *
   * @return true once it succeeded or failed
   */
  public boolean isFinished() {
    return this == SUCCEEDED || this == FAILED;
  }
}
