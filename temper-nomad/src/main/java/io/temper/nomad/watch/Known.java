package io.temper.nomad.watch;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of something at one moment. Trouble does not take away what was heard before.
 *
 * @param value what was heard last; null before the first
 * @param index the number of that state; 0 before the first
 * @param trouble what keeps it from being brought up to date; null if nothing does
 * @param tally what was counted so far
 * @param <T> what it is
 */
record Known<T>(@Nullable T value, long index, @Nullable Trouble trouble, Tally tally) {

  static <T> Known<T> nothing() {
    return new Known<>(null, 0, null, Tally.NONE);
  }

  /** Returns what was heard last; empty before the first. */
  Optional<T> heard() {
    return Optional.ofNullable(value);
  }

  Known<T> answered(T now, long number, boolean waited) {
    return new Known<>(now, number, null, tally.withAnswer(waited, number != index));
  }

  /** It failed; when it began to is not forgotten. */
  Known<T> failed(String what, Instant now) {
    Instant since = trouble == null ? now : trouble.since();
    return new Known<>(value, index, new Trouble(what, since), tally.withFailure());
  }
}
