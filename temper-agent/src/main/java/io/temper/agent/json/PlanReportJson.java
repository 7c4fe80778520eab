package io.temper.agent.json;

import io.temper.agent.report.plan.NodePlan;
import io.temper.agent.report.plan.PlanReport;
import io.temper.agent.report.plan.UnplacedPod;
import io.temper.json.PlanJson;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link PlanReport} as JSON; each node holds the plan's own document. */
public final class PlanReportJson {

  private PlanReportJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(PlanReport report) {
    var document = JsonDocument.of("PlanReport");
    document.set("machine", MachineJson.of(report.machine()));
    var nodes = document.putArray("nodes");
    report.nodes().forEach(node -> nodes.add(node(node, report)));
    unplaced(report.pending(), document.putArray("pending"));
    unplaced(report.finished(), document.putArray("finished"));
    var kinds = document.putObject("passedOver");
    report.otherKinds().forEach(kinds::put);
    return JsonDocument.text(document);
  }

  private static ObjectNode node(NodePlan from, PlanReport report) {
    var node = JsonDocument.object().put("name", from.node());
    var usage = node.putObject("layers");
    for (var layer : from.plan().layers()) {
      usage
          .putObject(layer.name())
          .put("pods", from.podsIn(layer))
          .put("logicalCpus", layer.cpus().size())
          .put("physicalCores", report.machine().coresOf(layer).size());
    }
    return node.set("plan", PlanJson.tree(from.plan()));
  }

  private static void unplaced(List<UnplacedPod> pods, ArrayNode into) {
    for (var pod : pods) {
      into.addObject()
          .put("namespace", pod.id().namespace())
          .put("name", pod.id().name())
          .put("uid", pod.id().uid())
          .put("phase", pod.phase());
    }
  }
}
