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
record Toggle(String[] options, String[] without, List<String> titles) {
  /** Those with objects of their own. */
  static Stream<Toggle> all() {
    return Stream.of(
        of("priorityClasses.create", priorityClasses()),
        of("serviceMonitor.enabled", "Service/temper-agent", "ServiceMonitor/temper-agent"),
        of("podMonitor.enabled", "PodMonitor/temper-agent"),
        of("prometheusRule.enabled", "PrometheusRule/temper-agent"),
        of(
            "dashboards.enabled",
            "ConfigMap/temper-dashboard-node",
            "ConfigMap/temper-dashboard-layers"),
        of("networkPolicy.enabled", "NetworkPolicy/temper-agent"),
        of("preflight.enabled", "ConfigMap/temper-preflight", "DaemonSet/temper-preflight"),
        new Toggle(
            new String[] {
              "--set", "agent.canary.enabled=true",
              "--set-string", "agent.canary.image.tag=next",
              "--set", "agent.canary.nodeSelector.temper-canary=true"
            },
            new String[] {"--set", "agent.canary.enabled=false"},
            List.of("DaemonSet/temper-agent-canary")));
  }

  private static Toggle of(String key, String... titles) {
    return new Toggle(
        new String[] {"--set", key + "=true"},
        new String[] {"--set", key + "=false"},
        List.of(titles));
  }

  private static String[] priorityClasses() {
    return Stream.of("critical", "high", "normal", "low", "background")
        .map(tier -> "PriorityClass/temper-" + tier)
        .toArray(String[]::new);
  }

  @Override
  public String toString() {
    return String.join(" ", options);
  }
}
