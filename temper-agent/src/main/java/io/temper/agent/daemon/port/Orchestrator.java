package io.temper.agent.daemon.port;

import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.thread.Bell;
import io.temper.spi.SafeModeSource;
import io.temper.spi.StatusSink;
import java.util.Optional;

/** What places workloads on a node, may ask for safe mode there, and may be told how the node is doing. */
public interface Orchestrator extends AutoCloseable {

  /** Begins to listen. */
  void start();

  /** Waits until it is known whether it asks for safe mode, a few seconds at most. */
  void awaitSafeMode();

  /** Returns what tells whether it asks for safe mode. */
  SafeModeSource safeMode();

  /**
   * Returns what tells that it may ask for something else.
   *
   * @return a bell for one listener
   */
  Bell safeModeBell();

  /**
   * Opens who is told how the node is doing; once, after the start.
   *
   * @return to be closed by the caller, before this; empty where there is no place for it
   */
  Optional<StatusSink> openStatusSink();

  /**
   * Returns how well it listens and tells. Never waits.
   *
   * @return as of now
   */
  ApiServerObservation observe();

  /** Ceases to listen. */
  @Override
  void close();
}
