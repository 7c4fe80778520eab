package io.temper.linux;

import io.temper.node.NodeTopology;
import java.util.List;

/**
 * The topology of a host, and what had to be assumed about it.
 *
 * @param topology the CPUs and how they belong together
 * @param notes what the kernel did not tell and what was assumed instead, a sentence each; usually
 *     empty
 */
public record HostTopology(NodeTopology topology, List<String> notes) {
  /** Copies the list. */
  public HostTopology {
    notes = List.copyOf(notes);
  }
}
