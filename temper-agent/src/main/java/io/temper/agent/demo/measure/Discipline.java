package io.temper.agent.demo.measure;

/** Who schedules the service while an arm is measured. */
public enum Discipline {
  /** The kernel's own fair scheduler with the {@code cpu.weight}s that a kubelet sets. */
  STOCK,
  /**
   * The same, with the service and its client under {@code SCHED_FIFO}: nothing of the batch can
   * delay them, so this is the best that the machine has to give.
   */
  FIFO,
  /** Temper attached. */
  TEMPER
}
