package io.temper.testkit.cluster;

import java.util.List;

/**
 * Something that the account of the agents may do. The chart grants {@link #ALL}, and so do tests that ask as
 * that account.
 *
 * @param verb as RBAC names it
 * @param group of the API; empty for the first one
 * @param resource in the plural
 * @param namespace where; empty for everywhere
 */
public record AgentRight(String verb, String group, String resource, String namespace) {
  /** All that an agent asks the API server for. */
  public static final List<AgentRight> ALL = List.of(
      new AgentRight("list", "", "pods", ""),
      new AgentRight("watch", "", "pods", ""),
      new AgentRight("list", "", "nodes", ""),
      new AgentRight("watch", "", "nodes", ""),
      new AgentRight("patch", "", "nodes", ""),
      new AgentRight("create", "coordination.k8s.io", "leases", AgentAccount.NAMESPACE),
      new AgentRight("patch", "coordination.k8s.io", "leases", AgentAccount.NAMESPACE),
      new AgentRight("create", "", "events", "default"));

  /** Returns it in a few words, such as {@code list pods} or {@code create events in default}. */
  @Override
  public String toString() {
    return verb + " " + resource + (namespace.isEmpty() ? "" : " in " + namespace);
  }

  /** Returns a rule of RBAC that grants this and nothing else. */
  String rule() {
    return "{\"apiGroups\":[\"" + group + "\"],\"resources\":[\"" + resource + "\"],\"verbs\":[\""
        + verb + "\"]}";
  }
}
