package io.temper.runtime.feed;

import io.temper.TemperException;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.Lookout;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a source again and again, from a thread of its own. A source that throws is asked again after
 * the same pause; one that does not return keeps only its own thread.
 *
 * @param <T> what the source tells; compared by {@code equals}
 */
public final class PolledFeed<T> implements Feed<T>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolledFeed.class);

  private final String name;
  private final Supplier<T> source;
  private final LongSupplier nanos;
  private final Runnable onChange;
  private final Lookout thread;
  private volatile Reading<T> latest;

  /**
   * Creates a feed that does not ask yet.
   *
   * @param name what is read, for messages and for the name of the thread
   * @param source gives all of it, or throws
   * @param pause between an answer and the next question
   * @param nanos a clock that never steps
   * @param onChange is called, from the feed's thread, after something new was heard
   */
  public PolledFeed(
      String name, Supplier<T> source, Duration pause, LongSupplier nanos, Runnable onChange) {
    this(name, source, new Lookout.Pause(pause, pause), Bell.none(), nanos, onChange);
  }

  /**
   * Creates a feed that does not ask yet.
   *
   * @param name what is read, for messages and for the name of the thread
   * @param source gives all of it, or throws
   * @param pause between an answer and the next question
   * @param bell rings when the source should be asked
   * @param nanos a clock that never steps
   * @param onChange is called, from the feed's thread, after something new was heard
   */
  public PolledFeed(
      String name,
      Supplier<T> source,
      Lookout.Pause pause,
      Bell bell,
      LongSupplier nanos,
      Runnable onChange) {
    this.name = name;
    this.source = source;
    this.nanos = nanos;
    this.onChange = onChange;
    this.latest = Reading.none(nanos.getAsLong());
    this.thread = new Lookout("temper-" + name, this::ask, pause, bell);
  }

  /** Begins to ask. */
  public void start() {
    thread.start();
  }

  /** Asks now, if it rests. May be called from any thread. */
  public void askNow() {
    thread.now();
  }

  @Override
  public Reading<T> latest() {
    return latest;
  }

  /** Stops asking. Does not wait for a source that does not return. */
  @Override
  public void close() {
    thread.close();
  }

  /** Asks once. For the feed's thread, and for tests, which need no thread then. */
  void ask() {
    Reading<T> before = latest;
    latest = before.asking(nanos.getAsLong());
    try {
      latest = before.answered(source.get(), nanos.getAsLong());
    } catch (TemperException e) {
      latest = before.failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      latest = before.failed("internal error while reading " + name + ": " + e
          + "; a fault of Temper: please report what the log shows");
      LOG.warn("reading {} failed", name, e);
    }
    if (!sameNews(before, latest) && !thread.isClosed()) {
      onChange.run();
    }
  }

  private static boolean sameNews(Reading<?> before, Reading<?> after) {
    return Objects.equals(before.value(), after.value())
        && Objects.equals(before.problem(), after.problem());
  }
}
