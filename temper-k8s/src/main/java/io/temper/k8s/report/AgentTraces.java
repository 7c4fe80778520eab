package io.temper.k8s.report;

/** By what the API server knows of the things that agents have written. */
public final class AgentTraces {
  /** Under which it notes who wrote a field. */
  public static final String MANAGER = "temper-agent";

  /** The label by which the leases of all agents are found, whatever else is in their namespace. */
  public static final String LABEL = "app.kubernetes.io/managed-by";

  private AgentTraces() {}

  /**
   * Returns the label with its value.
   *
   * @return as a selector of labels is written
   */
  public static String labelSelector() {
    return LABEL + "=" + MANAGER;
  }
}
