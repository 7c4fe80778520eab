package io.temper.runtime.safemode;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks again and again, from a thread of its own, whether a source asks for safe mode. */
public final class PolledRequest implements AutoCloseable {
  private final SafeMode safeMode;
  private final SafeModeSource source;
  private final Supplier<Optional<SafeModeRequest>> poll;
  private final Function<String, SafeModeRequest> unclear;
  private final long pauseNanos;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Creates one whose thread does not run yet.
   *
   * @param safeMode what is entered and left
   * @param source the source that is looked at
   * @param poll tells what it asks for; empty if it does not
   * @param unclear makes the request that counts while the source cannot be asked, from the reason
   * @param pause between two looks
   */
  public PolledRequest(
      SafeMode safeMode,
      SafeModeSource source,
      Supplier<Optional<SafeModeRequest>> poll,
      Function<String, SafeModeRequest> unclear,
      Duration pause) {
    this.safeMode = safeMode;
    this.source = source;
    this.poll = poll;
    this.unclear = unclear;
    this.pauseNanos = pause.toNanos();
    this.thread = new Thread(this::run, "temper-safe-mode-" + source.label());
    thread.setDaemon(true);
  }

  /** Looks once before it returns, so that nothing is attached before; then goes on in its thread. */
  public void start() {
    look();
    thread.start();
  }

  /** Ceases to look. What the source asked for stays asked for. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(pauseNanos);
      if (!closed) {
        look();
      }
    }
  }

  /**
   * Looks once, on the thread that calls. A source that cannot be asked counts as asking: that is the
   * safe answer.
   */
  public void look() {
    try {
      poll.get().ifPresentOrElse(safeMode::enter, () -> safeMode.leave(source, ""));
    } catch (RuntimeException | Error e) {
      safeMode.enter(unclear.apply(String.valueOf(e.getMessage() == null ? e : e.getMessage())));
    }
  }
}
