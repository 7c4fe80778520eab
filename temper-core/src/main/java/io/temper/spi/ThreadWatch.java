package io.temper.spi;

import io.temper.observe.ThreadStats;
import java.util.Optional;

/**
 * Looks at one thread until it is closed. May be used from any thread; closing may be repeated and
 * does not throw.
 */
public interface ThreadWatch extends AutoCloseable {

  /**
   * Reads what the thread did since it is watched. Of a thread that has ended, it says what it did last.
   *
   * @return consistent numbers; empty until the thread was put on a CPU, or if the scheduler or this
   *     was closed
   */
  Optional<ThreadStats> read();

  /** Ends the watch. */
  @Override
  void close();
}
