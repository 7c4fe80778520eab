package io.temper.spi;

/**
 * Is told how this node is doing, to show it where people look: at an orchestrator, in a file. An
 * orchestrator that has no place for it has no sink.
 */
@FunctionalInterface
public interface StatusSink extends AutoCloseable {

  /**
   * Hears how the node is doing: first what it does at the beginning, then whenever that is
   * {@linkplain NodeReport#isNewsAfter news}, at most once a second; last that it {@linkplain
   * NodeReport.State#STOPPED stopped}, as it is closed.
   *
   * <p>One call at a time, from a thread that does nothing else: it may wait for the other side, and holds
   * up nothing but further news. What came and went meanwhile is never told. The last call is waited for a
   * second at most, and left out where telling does not work anyway.
   *
   * @param report the newest
   * @throws RuntimeException if it could not be passed on; the newest is told again after half a second,
   *     then after longer, at most half a minute. Meanwhile the message, which names place and remedy, is
   *     shown among the agent's problems
   */
  void tell(NodeReport report);

  /**
   * Passes on nothing any more. Called once all is told, from any thread, also while a call of {@link #tell}
   * hangs; that one is interrupted. May be repeated; does not throw and does not wait.
   */
  @Override
  default void close() {}
}
