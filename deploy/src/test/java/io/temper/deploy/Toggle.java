package io.temper.deploy;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of the chart that can be left out.
 *
 * @param options by which it is there
 * @param without by which it is not
 * @param titles what is there then and only then
 */
record Toggle(List<String> options, List<String> without, List<String> titles) {

  /** Those with objects of their own. */
  static Stream<Toggle> all() {
    return Stream.of(
        of("priorityClasses.create", priorityClasses()),
        of(
            "serviceMonitor.enabled",
            List.of("Service/temper-agent", "ServiceMonitor/temper-agent")),
        of("podMonitor.enabled", List.of("PodMonitor/temper-agent")),
        of("prometheusRule.enabled", List.of("PrometheusRule/temper-agent")),
        of(
            "dashboards.enabled",
            List.of("ConfigMap/temper-dashboard-node", "ConfigMap/temper-dashboard-layers")),
        of("networkPolicy.enabled", List.of("NetworkPolicy/temper-agent")),
        of(
            "preflight.enabled",
            List.of("ConfigMap/temper-preflight", "DaemonSet/temper-preflight")),
        of("serviceAccount.create", List.of("ServiceAccount/temper-agent")),
        of(
            "rbac.create",
            List.of(
                "ClusterRole/temper-agent",
                "ClusterRoleBinding/temper-agent",
                "Role/temper-agent",
                "RoleBinding/temper-agent")),
        of(
            "admissionPolicy.enabled",
            List.of(
                "ValidatingAdmissionPolicy/temper-agent-nodes",
                "ValidatingAdmissionPolicyBinding/temper-agent-nodes")),
        new Toggle(
            Variant.CANARY,
            List.of("--set", "agent.canary.enabled=false"),
            List.of("DaemonSet/temper-agent-canary")));
  }

  private static Toggle of(String key, List<String> titles) {
    return new Toggle(List.of("--set", key + "=true"), List.of("--set", key + "=false"), titles);
  }

  private static List<String> priorityClasses() {
    return Stream.of("critical", "high", "normal", "low", "background")
        .map(tier -> "PriorityClass/temper-" + tier)
        .toList();
  }

  @Override
  public String toString() {
    return String.join(" ", options);
  }
}
