package io.temper.runtime.clock;

import java.time.Instant;

/** The two clocks that the control loop goes by. Tests turn them by hand. */
public interface Ticker {

  /**
   * Returns the time of a clock that never steps; good for differences only.
   *
   * @return nanoseconds since some moment
   */
  long nanos();

  /**
   * Returns the time of day, which somebody may set; good for people only.
   *
   * @return now
   */
  Instant now();

  /**
   * Returns the clocks of this machine.
   *
   * @return a ticker that any thread may use
   */
  static Ticker system() {
    return SystemTicker.INSTANCE;
  }

  /** The clocks of this machine. */
  enum SystemTicker implements Ticker {
    /** The only one. */
    INSTANCE;

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public Instant now() {
      return Instant.now();
    }
  }
}
