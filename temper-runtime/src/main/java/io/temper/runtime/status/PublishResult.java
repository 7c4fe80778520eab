package io.temper.runtime.status;

import java.util.Locale;

/** What became of an attempt to publish a change. */
public enum PublishResult {
  /** Only which control group is in which layer was changed. */
  MEMBERS,
  /** The whole configuration was exchanged. */
  SHAPE,
  /** There was nothing to write. */
  UNCHANGED,
  /** The scheduler refused it; the plan before stays in force. */
  REFUSED,
  /** The scheduler had ended. */
  ENDED,
  /** An error came in between; the plan before stays in force. */
  FAILED;

  /**
   * Returns the name that users and programs read.
   *
   * @return lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
