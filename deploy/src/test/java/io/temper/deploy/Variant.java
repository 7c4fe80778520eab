package io.temper.deploy;

import java.util.stream.Stream;

/**
 * Values that the tests render the chart with.
 *
 * @param options of Helm
 */
record Variant(String... options) {
  static final String[] CANARY = {
    "--set", "agent.canary.enabled=true",
    "--set-string", "agent.canary.image.tag=next",
    "--set", "agent.canary.nodeSelector.temper-canary=true"
  };

  /** Every object that the chart can make at once. */
  static final String[] EVERYTHING = joined(
      CANARY,
      on("serviceMonitor"),
      on("prometheusRule"),
      on("dashboards"),
      on("networkPolicy"),
      on("preflight"),
      on("threadObservation"),
      on("kubeletState"),
      new String[] {"--set", "enforce=true"});

  static Stream<Variant> all() {
    return Stream.of(
        new Variant(),
        new Variant("--set", "enforce=true"),
        new Variant(EVERYTHING),
        new Variant(joined(CANARY, on("podMonitor"))),
        new Variant(
            "--set", "enforce=true,agent.state.hostPath=/var/lib/temper,agent.readiness=alive",
            "--set", "agent.updateStrategy.type=OnDelete,agent.priorityClassName=",
            "--set", "networkPolicy.enabled=true,networkPolicy.apiServer.cidrs={10.0.0.1/32}",
            "--set-json", "networkPolicy.from=[{\"namespaceSelector\":{}}]",
            "--set-json", "imagePullSecrets=[{\"name\":\"registry\"}]",
            "--set", "prometheusRule.enabled=true,prometheusRule.alertLabels.team=platform",
            "--set", "prometheusRule.runbookUrl=https://docs.example.com/kubernetes"));
  }

  private static String[] on(String part) {
    return new String[] {"--set", part + ".enabled=true"};
  }

  private static String[] joined(String[]... options) {
    return Stream.of(options).flatMap(Stream::of).toArray(String[]::new);
  }

  @Override
  public String toString() {
    return options.length == 0 ? "defaults" : String.join(" ", options);
  }
}
