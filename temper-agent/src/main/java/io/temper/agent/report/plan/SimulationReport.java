package io.temper.agent.report.plan;

import io.temper.agent.report.input.Machine;
import java.util.List;

/**
 * What a hypothesis about a list of pods leads to.
 *
 * @param before the machine that each node is taken to be
 * @param after the machine that each node becomes; equal to the one before if it stays
 * @param nodes what it does to each node, by name
 */
public record SimulationReport(Machine before, Machine after, List<NodeSimulation> nodes) {

  /** Copies the list. */
  public SimulationReport {
    nodes = List.copyOf(nodes);
  }
}
