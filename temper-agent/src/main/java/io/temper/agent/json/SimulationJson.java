package io.temper.agent.json;

import io.temper.agent.report.plan.NodeSimulation;
import io.temper.agent.report.plan.SimulationReport;
import io.temper.json.PlanDiffJson;
import io.temper.json.PlanJson;
import tools.jackson.databind.node.ObjectNode;

/** A {@link SimulationReport} as JSON; each node holds both plans and their difference. */
public final class SimulationJson {

  private SimulationJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(SimulationReport report) {
    var document = JsonDocument.of("Simulation");
    document.set("machineBefore", MachineJson.of(report.before()));
    document.set("machineAfter", MachineJson.of(report.after()));
    var nodes = document.putArray("nodes");
    report.nodes().forEach(node -> nodes.add(node(node)));
    return JsonDocument.text(document);
  }

  private static ObjectNode node(NodeSimulation from) {
    var node = JsonDocument.object().put("name", from.before().node());
    node.set("diff", PlanDiffJson.tree(from.diff()));
    node.set("before", PlanJson.tree(from.before().plan()));
    node.set("after", PlanJson.tree(from.after().plan()));
    return node;
  }
}
