package io.temper.runtime.feed;

/**
 * Brings what a source tells. Never waits, never throws.
 *
 * @param <T> what the source tells
 */
@FunctionalInterface
public interface Feed<T> {

  /**
   * Returns the newest that is known.
   *
   * @return the reading; the same object as long as nothing was heard
   */
  Reading<T> latest();

  /**
   * Returns a feed of what never changes.
   *
   * @param value what it tells
   * @param nowNanos since when, by a clock that never steps
   * @param <T> what it tells
   * @return a feed without a thread
   */
  static <T> Feed<T> always(T value, long nowNanos) {
    Reading<T> reading = Reading.of(value, nowNanos);
    return () -> reading;
  }
}
