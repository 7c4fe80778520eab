package io.temper.k8s.report;

/** By what the API server knows of the things that agents have written. */
public final class AgentTraces {
  /** Under which it notes who wrote a field. */
  public static final String MANAGER = "temper-agent";

  /** The label by which the leases of all agents are found, whatever else is in their namespace. */
  public static final String LABEL = "app.kubernetes.io/managed-by";

  private AgentTraces() {}

  /**
   * Returns the name of the lease of an agent.
   *
   * @param node whose agent it is
   * @return the name, in the namespace of the agent
   */
  public static String leaseOf(String node) {
    return MANAGER + "-" + node;
  }

  /**
   * Returns the label with its value.
   *
   * @return as a selector of labels is written
   */
  public static String labelSelector() {
    return LABEL + "=" + MANAGER;
  }
}
