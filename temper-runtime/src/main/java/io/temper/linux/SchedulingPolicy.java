package io.temper.linux;

/** The scheduling policy of a thread, by the kernel's numbers. */
public enum SchedulingPolicy {
  /** The default ({@code SCHED_OTHER}). */
  NORMAL(0),
  /** Real time, runs until it sleeps ({@code SCHED_FIFO}). */
  FIFO(1),
  /** Real time, in turns with its equals ({@code SCHED_RR}). */
  ROUND_ROBIN(2),
  /** As the default, but preempts nobody when it wakes ({@code SCHED_BATCH}). */
  BATCH(3),
  /** Runs when nobody else wants to ({@code SCHED_IDLE}). */
  IDLE(5),
  /** So much time in each period, the nearest deadline first ({@code SCHED_DEADLINE}). */
  DEADLINE(6),
  /** Chosen for a BPF scheduler ({@code SCHED_EXT}); one may also take those of other policies. */
  EXT(7),
  /** One that kernels after those we know have. */
  OTHER(-1);

  private final int number;

  SchedulingPolicy(int number) {
    this.number = number;
  }

  static SchedulingPolicy of(int number) {
    for (SchedulingPolicy policy : values()) {
      if (policy.number == number) {
        return policy;
      }
    }
    return OTHER;
  }

  /**
   * Tells whether the kernel serves threads of this policy before those of any BPF scheduler, so that no
   * layer holds them.
   *
   * @return true for the real-time policies and for deadlines
   */
  public boolean isBeforeLayers() {
    return this == FIFO || this == ROUND_ROBIN || this == DEADLINE;
  }
}
