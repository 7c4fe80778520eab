package io.temper.agent.json;

import io.temper.agent.report.advice.RightsizeReport;
import io.temper.agent.report.advice.SizedContainer;
import io.temper.rightsize.Advice;
import io.temper.rightsize.CurrentResources;
import io.temper.rightsize.Estimate;
import io.temper.rightsize.Recommendation;
import tools.jackson.databind.node.ObjectNode;

/** A {@link RightsizeReport} as JSON; amounts of CPU in thousandths. */
public final class RightsizeJson {
  private RightsizeJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(RightsizeReport report) {
    var document = JsonDocument.of("RightsizeReport");
    document.put("source", report.source());
    var containers = document.putArray("containers");
    report.containers().forEach(sized -> containers.add(container(sized, report.comparesVpa())));
    var unseen = document.putArray("unseen");
    report.unseen().forEach(unseen::add);
    return JsonDocument.text(document);
  }

  private static ObjectNode container(SizedContainer sized, boolean withVpa) {
    var recommendation = sized.recommendation();
    var node = JsonDocument.object()
        .put("namespace", sized.id().namespace())
        .put("workload", sized.id().workload())
        .put("container", sized.id().container());
    if (sized.isCompared()) {
      node.put("verdict", recommendation.verdict().label());
      var advice = node.putArray("advice");
      recommendation.advice().stream().map(Advice::label).forEach(advice::add);
      put(node.putObject("current"), recommendation.current());
    }
    sized.notCompared().ifPresent(why -> node.put("notCompared", why));
    put(node.putObject("recommended"), recommendation.estimate());
    recommendation.limit().ifPresent(limit -> node.put("recommendedLimitMillis", limit.millis()));
    recommendation.hpaTargetPercent().ifPresent(percent -> node.put("hpaTargetPercent", percent));
    if (withVpa) {
      put(node.putObject("vpa"), sized.vpa());
    }
    node.put("confidence", recommendation.confidence());
    put(node.putObject("evidence"), recommendation);
    var reasons = node.putArray("reasons");
    recommendation
        .reasons()
        .forEach(reason ->
            reasons.addObject().put("reason", reason.name()).put("sentence", reason.sentence()));
    return node;
  }

  private static void put(ObjectNode node, CurrentResources resources) {
    node.put("requestMillis", resources.request().millis());
    resources.limit().ifPresent(limit -> node.put("limitMillis", limit.millis()));
  }

  private static void put(ObjectNode node, Estimate estimate) {
    node.put("requestMillis", estimate.target().millis())
        .put("lowerMillis", estimate.lower().millis())
        .put("upperMillis", estimate.upper().millis());
  }

  private static void put(ObjectNode node, Recommendation recommendation) {
    recommendation.from().ifPresent(from -> node.put("from", from.toString()));
    node.put("seconds", recommendation.span().toSeconds());
  }
}
