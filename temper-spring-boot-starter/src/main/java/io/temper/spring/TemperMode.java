package io.temper.spring;

import java.util.Locale;

/** What an application has Temper for. */
public enum TemperMode {
  /** Its threads are in groups, which count where an agent of Temper runs on the node. */
  PARTICIPANT,
  /** It plans, lints and rightsizes for others, and touches no host. */
  PLANNER,
  /** It runs the control loop and the scheduler in this process, in place of an agent. */
  NODE;

  /**
   * Returns the name that users write and read.
   *
   * @return lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
