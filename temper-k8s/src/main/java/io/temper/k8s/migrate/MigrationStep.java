package io.temper.k8s.migrate;

/**
 * What is done together, in an order in which nothing is lost: each step is safe once those before it are
 * done.
 */
public enum MigrationStep {
  /** Before anything of the old is taken away. */
  INSTALL(
      "Install Temper beside it, observing",
      "It brings the priority classes, enforces nothing and reads the old names, too."),
  /** Before any workload selects nodes by a new label, and before the old keys go. */
  NODES(
      "Give nodes the new names, too",
      "Workloads may select nodes by them. The old ones stay until the old agents are gone."),
  /** While both sets of classes are there. */
  WORKLOADS(
      "Give workloads the new names",
      "A changed template makes its pods anew: the rollout goes as each workload says."),
  /** The only step in which nothing is enforced. */
  AGENTS(
      "Take the old agents away",
      "They stand down first; from then on until Temper enforces, nodes run their stock scheduler."),
  /** While the agents also tell the old metric. */
  MONITORING(
      "Look at the new metrics",
      "Agents with metrics.legacy tell the old one, too, so nothing goes dark meanwhile."),
  /** Nobody writes or reads these any more. */
  LEFTOVERS("Remove what old agents left", "Nobody reads it any more."),
  /** Labels of namespaces. */
  NAMESPACES("Label namespaces anew", "Temper does not read these labels yet."),
  /** What nobody refers to any more. */
  CLASSES("Delete what is not needed any more", "Only once nothing above is left.");

  private final String title;
  private final String why;

  MigrationStep(String title, String why) {
    this.title = title;
    this.why = why;
  }

  /**
   * Returns what is done.
   *
   * @return a heading
   */
  public String title() {
    return title;
  }

  /**
   * Returns what to know of it.
   *
   * @return a sentence
   */
  public String why() {
    return why;
  }
}
