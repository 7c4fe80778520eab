package io.temper.agent.report.input;

import io.temper.node.Core;
import io.temper.node.NodeTopology;
import io.temper.plan.Layer;
import java.util.List;

/**
 * The machine that is planned for.
 *
 * @param source where its description comes from: {@code host}, a file name, or a short form
 * @param topology its CPUs
 * @param notes what had to be assumed about it, or left out of what runs there, a sentence each
 */
public record Machine(String source, NodeTopology topology, List<String> notes) {

  /** Copies the list. */
  public Machine {
    notes = List.copyOf(notes);
  }

  /**
   * Returns the physical cores that a layer's CPUs belong to.
   *
   * @param layer a layer planned for this machine
   * @return the cores, by lowest CPU; empty if the layer likes all alike
   */
  public List<Core> coresOf(Layer layer) {
    return topology.cores().stream()
        .filter(core -> core.cpus().intersects(layer.cpus()))
        .toList();
  }
}
