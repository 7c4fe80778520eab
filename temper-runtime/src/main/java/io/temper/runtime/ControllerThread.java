package io.temper.runtime;

import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.status.StatusListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a controller its thread, until it is closed. */
public final class ControllerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerThread.class);
  private static final long FAREWELL_SECONDS = 5;

  private final NodeController controller;
  private final Wakeup wakeup;
  private final StatusListener listener;
  private final Consumer<Throwable> fatal;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Creates one that does not run yet.
   *
   * @param controller does the work
   * @param wakeup begins the next cycle at once
   * @param listener hears of each cycle that changed the state; must not block
   * @param fatal hears of a failure after which nothing can be relied on
   */
  public ControllerThread(
      NodeController controller,
      Wakeup wakeup,
      StatusListener listener,
      Consumer<Throwable> fatal) {
    this.controller = controller;
    this.wakeup = wakeup;
    this.listener = listener;
    this.fatal = fatal;
    this.thread = new Thread(this::run, "temper-loop");
    thread.setDaemon(true);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /**
   * Ends the loop and returns the node to its stock scheduler. Waits for the loop, but not for one that
   * hangs.
   */
  @Override
  public void close() {
    closed = true;
    wakeup.run();
    try {
      if (thread.getState() != Thread.State.NEW
          && !ended.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the loop still works after {} s, and is left alone", FAREWELL_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      NodeStatus before = controller.status();
      callListener(before, before);
      while (!closed) {
        var rest = controller.cycle();
        NodeStatus after = controller.status();
        tell(before, after);
        before = after;
        wakeup.rest(rest);
      }
      controller.end();
    } catch (Throwable e) {
      // Checked ones too: other languages than Java throw them undeclared. First, since telling
      // needs memory, which may be what is lacking.
      fatal.accept(e);
    } finally {
      ended.countDown();
    }
  }

  private void tell(NodeStatus before, NodeStatus after) {
    if (!before.state().label().equals(after.state().label())) {
      callListener(before, after);
    }
  }

  /** Whatever it throws is no reason to end the scheduler; but for want of memory nobody can go on. */
  private void callListener(NodeStatus before, NodeStatus after) {
    try {
      listener.changed(before, after);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      LOG.warn("a listener of the status failed", e);
    }
  }
}
