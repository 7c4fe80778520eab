package io.temper.agent.text;

import io.temper.agent.report.input.Machine;
import io.temper.agent.report.plan.NodePlan;
import io.temper.agent.report.plan.PlanReport;
import io.temper.agent.report.plan.UnplacedPod;
import io.temper.agent.text.TextTable.Cell;
import io.temper.plan.Decision;
import io.temper.plan.Layer;
import io.temper.plan.Member;
import java.util.ArrayList;
import java.util.List;

/** A {@link PlanReport} for people: per node its layers, its pods and what was decided. */
public final class PlanText {

  private final PlanReport report;
  private final TextStyle style;
  private final List<String> lines = new ArrayList<>();

  private PlanText(PlanReport report, TextStyle style) {
    this.report = report;
    this.style = style;
  }

  /**
   * Returns the lines of a report.
   *
   * @param report what to show
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(PlanReport report, TextStyle style) {
    return new PlanText(report, style).render();
  }

  private List<String> render() {
    addMachine(report.machine());
    report.nodes().forEach(this::addNode);
    if (report.nodes().isEmpty()) {
      lines.add("");
      lines.add("No pod of the list is on a node, so there is nothing to plan.");
    }
    addUnplaced("Pending, on no node yet", report.pending());
    addUnplaced("Finished", report.finished());
    report
        .otherKinds()
        .forEach(
            (kind, count) -> addParagraph("Not a pod, passed over: " + count + " of kind " + kind));
    return lines;
  }

  private void addMachine(Machine machine) {
    lines.add(
        style.clean("Machine (" + machine.source() + "): " + Words.counts(machine.topology())));
    machine.notes().forEach(note -> lines.add(style.clean("  " + note)));
  }

  private void addNode(NodePlan node) {
    addHeading("Node " + node.node() + ", " + Words.count(node.workloads().size(), "pod"));
    lines.addAll(layers(node, report.machine()).lines(style));
    if (!node.plan().members().isEmpty()) {
      lines.add("");
      lines.addAll(members(node).lines(style));
    }
    if (!node.plan().decisions().isEmpty()) {
      lines.add("");
      lines.addAll(decisions(node.plan().decisions()).lines(style));
    }
  }

  /** Returns the layers of a node on a machine. */
  static TextTable layers(NodePlan node, Machine machine) {
    boolean capped = hasCeilings(node);
    var table = new TextTable()
        .text("LAYER")
        .text("KIND")
        .text("CPUS")
        .number("CORES")
        .number("WEIGHT")
        .number("RANK")
        .number("SLICE")
        .number("PODS")
        .number("Σ REQUEST");
    if (capped) {
      table.number("CEILING");
    }
    node.plan().layers().forEach(layer -> {
      var row = new ArrayList<>(row(layer, node, machine));
      if (capped) {
        row.add(Cell.of(layer.ceiling() == null ? "" : layer.ceiling().toString()));
      }
      table.row(row);
    });
    return table;
  }

  /** Most plans have none, and the table is wide enough. */
  private static boolean hasCeilings(NodePlan node) {
    return node.plan().layers().stream().anyMatch(layer -> layer.ceiling() != null);
  }

  private static List<Cell> row(Layer layer, NodePlan node, Machine machine) {
    var cores = machine.coresOf(layer);
    return List.of(
        Cell.of(layer.name()),
        Cell.of(layer.kind().label()),
        Cell.of(layer.cpus().isEmpty() ? "any" : layer.cpus().toString()),
        Cell.of(cores.isEmpty() ? "" : Integer.toString(cores.size())),
        Cell.of(layer.weight()),
        Cell.of(layer.rank()),
        Cell.of(Words.slice(layer.slice())),
        Cell.of(node.podsIn(layer)),
        Cell.of(layer.requested().toString()));
  }

  private static TextTable members(NodePlan node) {
    var table = new TextTable().text("POD").text("LAYER").number("REQUEST").text("WHY");
    for (Member member : node.plan().members()) {
      table.row(
          member.id().toString(),
          member.layer(),
          member.request().toString(),
          member.assignment().reason().sentence());
    }
    return table;
  }

  private static TextTable decisions(List<Decision> decisions) {
    var table = new TextTable().text("DECISION").text("WHAT AND WHY");
    decisions.forEach(decision -> table.row(decision.name(), decision.sentence()));
    return table;
  }

  private void addUnplaced(String title, List<UnplacedPod> pods) {
    if (pods.isEmpty()) {
      return;
    }
    addHeading(title + ", in no plan: " + Words.count(pods.size(), "pod"));
    var table = new TextTable().text("POD").text("PHASE");
    pods.forEach(pod -> table.row(pod.id().toString(), pod.phase()));
    lines.addAll(table.lines(style));
  }

  private void addHeading(String text) {
    lines.add("");
    lines.add(style.paint(Tone.STRONG, style.clean(text)));
  }

  private void addParagraph(String text) {
    lines.add("");
    lines.add(style.clean(text));
  }
}
