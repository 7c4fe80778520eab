package io.temper.runtime.safemode;

import io.temper.runtime.thread.Repeater;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends the process if ending the scheduler hangs: the kernel keeps an unpinned scheduler only for as long
 * as its process lives. Its thread is started beforehand, so that nothing is needed when it matters.
 */
public final class LastResort implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** It is woken when ending begins; this is for a wake-up that goes astray. */
  private static final Duration NOTHING_ENDS = Duration.ofSeconds(5);

  private final Enforcement enforcement;
  private final long patienceNanos;
  private final LongSupplier nanos;
  private final Runnable endTheProcess;
  private boolean wasClosing;
  private long closingSince;
  private final Repeater thread;

  /**
   * Creates one whose thread does not run yet.
   *
   * @param enforcement what may hang
   * @param patience how long ending the scheduler may take
   * @param nanos a clock that never steps
   * @param endTheProcess ends the process at once
   */
  public LastResort(
      Enforcement enforcement, Duration patience, LongSupplier nanos, Runnable endTheProcess) {
    this.enforcement = enforcement;
    this.patienceNanos = patience.toNanos();
    this.nanos = nanos;
    this.endTheProcess = endTheProcess;
    this.thread = new Repeater("temper-last-resort", this::look, this::pause);
    enforcement.beforeClosing(thread::now);
  }

  /** Begins to look on. */
  public void start() {
    thread.start();
  }

  /** Ceases to look on. */
  @Override
  public void close() {
    thread.close();
  }

  Duration pause() {
    return enforcement.isClosing() ? POLL : NOTHING_ENDS;
  }

  /** Looks once. */
  void look() {
    boolean closing = enforcement.isClosing();
    if (closing && !wasClosing) {
      closingSince = nanos.getAsLong();
    }
    wasClosing = closing;
    if (closing && nanos.getAsLong() - closingSince >= patienceNanos) {
      endTheProcess.run();
    }
  }
}
