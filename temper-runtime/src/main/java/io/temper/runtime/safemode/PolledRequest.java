package io.temper.runtime.safemode;

import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.Lookout;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks again and again, from a thread of its own, whether a source asks for safe mode. */
public final class PolledRequest implements AutoCloseable {
  private final SafeMode safeMode;
  private final SafeModeSource source;
  private final Supplier<Optional<SafeModeRequest>> poll;
  private final Function<String, SafeModeRequest> unclear;
  private final SafeModeRequest cannotBeTold;
  private final Lookout thread;

  /**
   * Creates one whose thread does not run yet.
   *
   * @param safeMode what is entered and left
   * @param source the source that is looked at
   * @param poll tells what it asks for; empty if it does not
   * @param unclear makes the request that counts while the source cannot be asked, from the reason
   * @param pause between two looks
   * @param bell rings when it should look
   */
  public PolledRequest(
      SafeMode safeMode,
      SafeModeSource source,
      Supplier<Optional<SafeModeRequest>> poll,
      Function<String, SafeModeRequest> unclear,
      Lookout.Pause pause,
      Bell bell) {
    this.safeMode = safeMode;
    this.source = source;
    this.poll = poll;
    this.unclear = unclear;
    this.cannotBeTold = unclear.apply("it cannot be told whether it asks");
    this.thread = new Lookout("temper-safe-mode-" + source.label(), this::look, pause, bell);
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
      poll.get().ifPresentOrElse(safeMode::enter, () -> safeMode.leave(source, ""));
    } catch (RuntimeException | Error e) {
      safeMode.enter(unclear(e));
    }
  }

  /** Where there is no memory to say why, what was said beforehand will do. */
  private SafeModeRequest unclear(Throwable why) {
    try {
      return unclear.apply(String.valueOf(why.getMessage() == null ? why : why.getMessage()));
    } catch (RuntimeException | Error e) {
      return cannotBeTold;
    }
  }
}
