package io.temper.runtime.status;

import java.util.Locale;

/** What became of an attempt to put the scheduler in charge. */
public enum AttachResult {
  /** It is in charge. */
  ATTACHED,
  /** One that an earlier agent left is in charge, and was taken over. */
  TAKEN_OVER,
  /** The scheduler of somebody else is. */
  OTHER_SCHEDULER,
  /** The host did not allow it, or it failed. */
  REFUSED,
  /** Safe mode was asked for meanwhile. */
  WITHDRAWN;

  /**
   * Returns the name that users and programs read.
   *
   * @return lower case, words joined by hyphens
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
