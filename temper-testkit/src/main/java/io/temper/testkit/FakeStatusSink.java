package io.temper.testkit;

import io.temper.TemperException;
import io.temper.spi.NodeReport;
import io.temper.spi.StatusSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place where the status of a node is shown, and which fails when a test says so. Thread-safe. */
public final class FakeStatusSink implements StatusSink {
  private final List<NodeReport> told = new ArrayList<>();
  private @Nullable String problem;
  private int tries;
  private boolean closed;

  /** Creates a place where nothing is shown. */
  public FakeStatusSink() {}

  /**
   * Makes telling fail from now on.
   *
   * @param message what is wrong, where, and what to do about it; null to let it succeed again
   */
  public synchronized void fails(@Nullable String message) {
    problem = message;
  }

  @Override
  public synchronized void tell(NodeReport report) {
    tries++;
    if (closed) {
      throw new IllegalStateException("told after it was closed: " + report);
    }
    if (problem != null) {
      throw new TemperException(problem);
    }
    told.add(report);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  /**
   * Returns what it was told, without what it failed to pass on.
   *
   * @return the reports, in their order
   */
  public synchronized List<NodeReport> told() {
    return List.copyOf(told);
  }

  /**
   * Returns what it was told last.
   *
   * @return empty before the first
   */
  public synchronized Optional<NodeReport> last() {
    return told.isEmpty() ? Optional.empty() : Optional.of(told.get(told.size() - 1));
  }

  /**
   * Returns how often somebody told it something, or tried to.
   *
   * @return 0 and up
   */
  public synchronized int tries() {
    return tries;
  }

  /**
   * Tells whether it was closed.
   *
   * @return true from then on
   */
  public synchronized boolean isClosed() {
    return closed;
  }
}
