package io.temper.runtime.feed;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest that is known of a source. A failure does not take away the last complete answer.
 *
 * @param value the last complete answer; null until there was one
 * @param problem why the last attempt failed; null if it did not
 * @param askedNanos when the source was asked last, or began not to answer; by the feed's clock
 * @param pending whether the source was asked and has not answered yet
 * @param answeredNanos when the last complete answer came, by the feed's clock; without meaning until
 *     there was one
 * @param failures how often the source failed so far
 * @param <T> what the source tells
 */
public record Reading<T>(
    @Nullable T value,
    @Nullable String problem,
    long askedNanos,
    boolean pending,
    long answeredNanos,
    long failures) {

  /**
   * Returns the reading of a source that was never asked.
   *
   * @param nowNanos the time by the feed's clock
   * @param <T> what the source tells
   * @return a reading without a value
   */
  public static <T> Reading<T> none(long nowNanos) {
    return new Reading<>(null, null, nowNanos, true, nowNanos, 0);
  }

  /**
   * Returns the reading of a source that has just answered.
   *
   * @param value the answer
   * @param nowNanos the time by the feed's clock
   * @param <T> what the source tells
   * @return a reading with a value and no problem
   */
  public static <T> Reading<T> of(T value, long nowNanos) {
    return Reading.<T>none(nowNanos).answered(value, nowNanos);
  }

  /**
   * Returns this reading after the source has answered.
   *
   * @param answer the answer
   * @param nowNanos the time by the feed's clock
   * @return a reading with that value and no problem
   */
  public Reading<T> answered(T answer, long nowNanos) {
    return new Reading<>(answer, null, nowNanos, false, nowNanos, failures);
  }

  /**
   * Returns the last complete answer.
   *
   * @return empty until there was one
   */
  public Optional<T> last() {
    return Optional.ofNullable(value);
  }

  /**
   * Returns this reading while the source is asked again.
   *
   * @param nowNanos the time by the feed's clock
   * @return the same value and problem
   */
  public Reading<T> asking(long nowNanos) {
    return new Reading<>(value, problem, nowNanos, true, answeredNanos, failures);
  }

  /**
   * Returns this reading after the source has failed.
   *
   * @param why what is wrong, where, and what to do about it
   * @return the same value
   */
  public Reading<T> failed(String why) {
    return new Reading<>(value, why, askedNanos, false, answeredNanos, failures + 1);
  }
}
