package io.temper.agent.text;

import io.temper.agent.report.input.Machine;
import io.temper.agent.report.plan.NodeSimulation;
import io.temper.agent.report.plan.SimulationReport;
import io.temper.plan.diff.LayerChange;
import io.temper.plan.diff.PlanChange;
import java.util.ArrayList;
import java.util.List;

/** A {@link SimulationReport} for people: per node what it costs, what changes, and the layers then. */
public final class SimulationText {

  private final SimulationReport report;
  private final TextStyle style;
  private final List<String> lines = new ArrayList<>();

  private SimulationText(SimulationReport report, TextStyle style) {
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
  public static List<String> lines(SimulationReport report, TextStyle style) {
    return new SimulationText(report, style).render();
  }

  private List<String> render() {
    addMachine("Machine", report.before());
    if (!isSameMachine()) {
      addMachine("Instead", report.after());
    }
    report.nodes().forEach(this::addNode);
    if (report.nodes().isEmpty()) {
      lines.add("");
      lines.add("No pod of the list is on a node, so there is nothing to simulate.");
    }
    return lines;
  }

  private void addMachine(String title, Machine machine) {
    lines.add(
        style.clean(title + " (" + machine.source() + "): " + Words.counts(machine.topology())));
    machine.notes().forEach(note -> lines.add(style.clean("  " + note)));
  }

  private void addNode(NodeSimulation node) {
    int before = node.before().workloads().size();
    int after = node.after().workloads().size();
    lines.add("");
    lines.add(style.paint(
        Tone.STRONG,
        style.clean("Node " + node.before().node() + ", " + Words.count(before, "pod")
            + (before == after ? "" : " → " + Words.count(after, "pod")))));
    if (node.diff().isEmpty()) {
      lines.add("Nothing changes.");
      return;
    }
    lines.add(
        isSameMachine()
            ? node.diff().cost().sentence()
            : "Planned from scratch, since it is another machine: CPU numbers do not compare.");
    lines.add("");
    lines.addAll(changes(node).lines(style));
    lines.add("");
    lines.addAll(PlanText.layers(node.after(), report.after()).lines(style));
  }

  private TextTable changes(NodeSimulation node) {
    var table = new TextTable().text("CHANGE").text("WHAT");
    for (PlanChange change : node.diff().changes()) {
      if (isSameMachine() || !(change instanceof LayerChange.CpusChanged)) {
        table.row(change.name(), change.sentence());
      }
    }
    return table;
  }

  private boolean isSameMachine() {
    return report.after().equals(report.before());
  }
}
