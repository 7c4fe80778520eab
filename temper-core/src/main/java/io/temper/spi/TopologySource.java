package io.temper.spi;

import io.temper.node.NodeTopology;

/** Knows the CPUs of this node. For one thread. */
@FunctionalInterface
public interface TopologySource {

  /**
   * Returns the machine as it is now; CPUs may have gone on- or offline since the last call.
   *
   * @return the topology
   * @throws io.temper.TemperException if it could not be read; the message names place and remedy
   */
  NodeTopology topology();
}
