package io.temper.runtime.status;

/** Hears that the node came into another state. Must not block. */
@FunctionalInterface
public interface StatusListener {

  /**
   * The state has changed. The first call has the same status twice.
   *
   * @param before what it was
   * @param after what it is
   */
  void changed(NodeStatus before, NodeStatus after);
}
