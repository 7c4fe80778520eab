package io.temper.runtime.status;

import io.temper.runtime.clock.Ticker;
import io.temper.runtime.thread.Backoff;
import io.temper.runtime.thread.Repeater;
import io.temper.spi.NodeReport;
import io.temper.spi.StatusSink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a sink how a node is doing, from a thread of its own: it looks each second and tells what is news,
 * and tells the newest again where that failed. Closing it tells the last, and closes the sink.
 */
public final class StatusTeller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusTeller.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** The last word holds up the end of the agent for no longer. */
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final StatusSink sink;
  private final Supplier<NodeStatus> status;
  private final Ticker ticker;
  private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
  private final Repeater looks;
  private final Object turn = new Object();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean lastWordTaken = new AtomicBoolean();

  private volatile Duration pause = LOOK;
  private volatile @Nullable NodeReport told;
  private volatile @Nullable String problem;

  /**
   * Creates one that tells nothing yet.
   *
   * @param sink who is told; closed by this
   * @param status how the node is doing now; never waits
   * @param ticker the clocks
   */
  public StatusTeller(StatusSink sink, Supplier<NodeStatus> status, Ticker ticker) {
    this.sink = sink;
    this.status = status;
    this.ticker = ticker;
    this.looks = new Repeater("temper-report", this::look, () -> pause);
  }

  /** Begins. */
  public void start() {
    looks.start();
  }

  /** Looks once; for its thread, and for tests. */
  void look() {
    NodeReport now = status.get().report();
    synchronized (turn) {
      // That it stopped is for the last word.
      if (!closed.get() && now.state() != NodeReport.State.STOPPED && now.isNewsAfter(told)) {
        tell(now);
      }
    }
  }

  private void tell(NodeReport report) {
    try {
      sink.tell(report);
      told = report;
      succeeded();
    } catch (RuntimeException | Error e) {
      // What was interrupted by the end is told by the last word.
      if (!closed.get()) {
        failed(e);
      }
    }
  }

  private void succeeded() {
    pause = LOOK;
    backoff.reset();
    if (problem != null) {
      problem = null;
      LOG.info("telling how this node is doing works again");
    }
  }

  private void failed(Throwable why) {
    pause = backoff.afterFailure(Duration.ZERO);
    String before = problem;
    problem = "cannot tell how this node is doing: "
        + (why.getMessage() == null ? why : why.getMessage());
    if (before == null) {
      LOG.warn("{}; it is tried again", problem);
    }
  }

  /**
   * Returns what keeps it from telling.
   *
   * @return a sentence; empty while it works
   */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /**
   * Ceases to tell, after a last word: that the agent has stopped. It is left out where nothing was told
   * before, or telling did not work, and waited for a second at most.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    looks.close();
    if (told != null && problem == null) {
      sayLast();
    }
    try {
      sink.close();
    } catch (RuntimeException | Error e) {
      LOG.warn("closing what is told how this node is doing failed", e);
    }
  }

  /** In a thread of its own, since nothing else bounds how long the other side takes. */
  private void sayLast() {
    var thread = new Thread(this::tellStopped, "temper-last-word");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(LAST_WORD.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // If it still waits for its turn, it is too late.
    lastWordTaken.set(true);
    thread.interrupt();
  }

  private void tellStopped() {
    try {
      NodeStatus now = status.get();
      boolean knowsIt = now.state() instanceof NodeState.Stopped;
      NodeStatus stopped = knowsIt ? now : now.stopped(new NodeState.Stopped(false), ticker.now());
      synchronized (turn) {
        if (!lastWordTaken.getAndSet(true)) {
          sink.tell(stopped.report());
        }
      }
    } catch (RuntimeException | Error e) {
      LOG.warn("cannot tell that this agent stops, so the word before stays: {}", e.toString());
    }
  }
}
