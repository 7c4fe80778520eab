package io.temper.agent.daemon.port;

import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.thread.Bell;
import java.util.Optional;
import java.util.function.Supplier;

/** What places workloads on a node, may ask for safe mode there, and is told how the node is doing. */
public interface Orchestrator extends AutoCloseable {

  /**
   * Begins to listen, and waits a moment until it is known whether it asks for safe mode.
   *
   * @param status how the node is doing now; never waits
   */
  void start(Supplier<NodeStatus> status);

  /**
   * Tells whether it asks for safe mode. Never waits.
   *
   * @return empty if it does not
   * @throws io.temper.TemperException if that cannot be told, which counts as if it did
   */
  Optional<SafeModeRequest> asked();

  /**
   * Returns the request that counts while it cannot be told.
   *
   * @param why why not
   * @return a request by nobody in particular
   */
  SafeModeRequest unclear(String why);

  /**
   * Returns what tells that it may ask for something else.
   *
   * @return a bell for one listener
   */
  Bell safeModeBell();

  /**
   * Returns how well it listens and tells. Never waits.
   *
   * @return as of now
   */
  ApiServerObservation observe();

  /** Ceases to listen and to tell. */
  @Override
  void close();
}
