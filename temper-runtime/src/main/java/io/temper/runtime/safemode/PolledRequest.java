package io.temper.runtime.safemode;

import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.Lookout;
import io.temper.spi.SafeModeSource;
import java.time.Instant;
import java.util.function.Supplier;

/** Looks again and again, from a thread of its own, whether a source asks for safe mode. */
public final class PolledRequest implements AutoCloseable {
  private final SafeMode safeMode;
  private final SafeModeOrigin origin;
  private final SafeModeSource source;
  private final Supplier<Instant> now;
  private final SafeModeRequest cannotBeTold;
  private final Lookout thread;

  /**
   * Creates one whose thread does not run yet.
   *
   * @param safeMode what is entered and left
   * @param origin which way of asking this is
   * @param source the source that is looked at; while it cannot be asked, a request by nobody in particular
   *     counts, for that reason
   * @param now the time of day
   * @param pause between two looks
   * @param bell rings when it should look
   */
  public PolledRequest(
      SafeMode safeMode,
      SafeModeOrigin origin,
      SafeModeSource source,
      Supplier<Instant> now,
      Lookout.Pause pause,
      Bell bell) {
    this.safeMode = safeMode;
    this.origin = origin;
    this.source = source;
    this.now = now;
    this.cannotBeTold = request("", "it cannot be told whether it asks");
    this.thread = new Lookout("temper-safe-mode-" + origin.label(), this::look, pause, bell);
  }

  /** Looks once before it returns, so that nothing is attached before; then goes on in its thread. */
  public void start() {
    look();
    thread.start();
  }

  /** Ceases to look. What the source asked for stays asked for. */
  @Override
  public void close() {
    thread.close();
  }

  /**
   * Looks once, on the thread that calls. A source that cannot be asked counts as asking: that is the
   * safe answer.
   */
  public void look() {
    try {
      source
          .asked()
          .map(asked -> request(asked.by(), asked.reason()))
          .ifPresentOrElse(safeMode::enter, () -> safeMode.leave(origin, ""));
    } catch (RuntimeException | Error e) {
      safeMode.enter(unclear(e));
    }
  }

  /** Where there is no memory to say why, what was said beforehand will do. */
  private SafeModeRequest unclear(Throwable why) {
    try {
      return request("", String.valueOf(why.getMessage() == null ? why : why.getMessage()));
    } catch (RuntimeException | Error e) {
      return cannotBeTold;
    }
  }

  private SafeModeRequest request(String by, String reason) {
    return new SafeModeRequest(origin, by, reason, now.get());
  }
}
