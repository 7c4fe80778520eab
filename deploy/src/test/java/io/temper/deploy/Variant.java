package io.temper.deploy;

import java.util.List;
import java.util.stream.Stream;

/**
 * Values that the tests render the chart with.
 *
 * @param options of Helm
 */
record Variant(List<String> options) {
  static final List<String> CANARY = List.of(
      "--set", "agent.canary.enabled=true",
      "--set-string", "agent.canary.image.tag=next");

  /** Every object that the chart can make at once. */
  static final List<String> EVERYTHING = Stream.of(
          CANARY,
          on("serviceMonitor"),
          on("prometheusRule"),
          on("dashboards"),
          on("networkPolicy"),
          on("preflight"),
          on("threadObservation"),
          on("kubeletState"),
          List.of("--set", "enforce=true"))
      .flatMap(List::stream)
      .toList();

  private static final List<String> UNUSUAL = List.of(
      "--set", "enforce=true,agent.state.hostPath=/var/lib/temper,agent.readiness=alive",
      "--set", "agent.updateStrategy.type=OnDelete,agent.priorityClassName=",
      "--set", "networkPolicy.enabled=true,networkPolicy.apiServer.cidrs={10.0.0.1/32}",
      "--set-json", "networkPolicy.from=[{\"namespaceSelector\":{}}]",
      "--set-json", "imagePullSecrets=[{\"name\":\"registry\"}]",
      "--set", "prometheusRule.enabled=true,prometheusRule.alertLabels.team=platform",
      "--set", "prometheusRule.runbookUrl=https://docs.example.com/kubernetes");

  static Stream<Variant> all() {
    return Stream.of(
            List.<String>of(),
            List.of("--set", "enforce=true"),
            EVERYTHING,
            Stream.concat(CANARY.stream(), on("podMonitor").stream()).toList(),
            UNUSUAL)
        .map(Variant::new);
  }

  private static List<String> on(String part) {
    return List.of("--set", part + ".enabled=true");
  }

  @Override
  public String toString() {
    return options.isEmpty() ? "defaults" : String.join(" ", options);
  }
}
