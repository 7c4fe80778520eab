package io.temper.runtime.safemode;

import java.util.Locale;

/** Who can ask for safe mode. None of them can overrule another. */
public enum SafeModeOrigin {
  /** A file that is there. */
  FILE(0),
  /** A signal to the agent. */
  SIGNAL(1),
  /** A request at the control socket. */
  COMMAND(2),
  /** The orchestrator, by an annotation of the node. */
  ANNOTATION(3),
  /** A policy of the cluster. */
  POLICY(4),
  /** Somebody at the kernel: SysRq-S, or a scheduler that was detached by hand. */
  KERNEL(5);

  private final int place;

  SafeModeOrigin(int place) {
    this.place = place;
  }

  /** Its place among all sources, from 0. */
  int place() {
    return place;
  }

  int bit() {
    return 1 << place;
  }

  /**
   * Returns the name that users write and read: lower case.
   *
   * @return for example {@code file}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
