package io.temper.runtime;

import io.temper.node.NodeTopology;

/** A machine that is larger than the scheduler can be. */
final class TooManyCpus {
  private TooManyCpus() {}

  static NodeTopology topology() {
    return NodeTopology.parse("1025c1025t");
  }
}
