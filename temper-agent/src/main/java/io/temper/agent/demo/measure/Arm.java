package io.temper.agent.demo.measure;

/** One way of running the service. Every round measures every arm of the run once. */
public enum Arm {
  /** The stock scheduler, batch frozen: how the service behaves when it has the node for itself. */
  STOCK_IDLE("stock-idle", "Stock, idle node", Discipline.STOCK, false),
  /** The stock scheduler, batch running. */
  STOCK_FULL("stock-full", "Stock, full node", Discipline.STOCK, true),
  /** Temper attached, batch running, tiers changing meanwhile. */
  TEMPER_FULL("temper-full", "Temper, full node", Discipline.TEMPER, true),
  /** The service under the real-time class, batch running: the limit of this machine. */
  FIFO_FULL("fifo-full", "SCHED_FIFO, full node", Discipline.FIFO, true),
  /** Temper attached, batch frozen: what the scheduler itself costs. */
  TEMPER_IDLE("temper-idle", "Temper, idle node", Discipline.TEMPER, false);

  private final String id;
  private final String label;
  private final Discipline discipline;
  private final boolean full;

  Arm(String id, String label, Discipline discipline, boolean full) {
    this.id = id;
    this.label = label;
    this.discipline = discipline;
    this.full = full;
  }

  /** Returns the name in {@code report.json}, for example {@code stock-full}. */
  public String id() {
    return id;
  }

  /** Returns the name shown to people, for example {@code Stock, full node}. */
  public String label() {
    return label;
  }

  /** Returns who schedules the service. */
  public Discipline discipline() {
    return discipline;
  }

  /** Returns whether the batch pods run. */
  public boolean full() {
    return full;
  }

  /**
   * Returns the arm that {@code report.json} calls {@code id}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Arm ofId(String id) {
    for (Arm arm : values()) {
      if (arm.id.equals(id)) {
        return arm;
      }
    }
    throw new IllegalArgumentException("unknown arm: " + id);
  }
}
