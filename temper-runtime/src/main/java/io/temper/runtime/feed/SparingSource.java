package io.temper.runtime.feed;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source that is costly to ask only if signs say that its answer may be another one, and now and
 * then all the same. For one thread.
 *
 * @param <T> what the source tells
 */
public final class SparingSource<T> implements Supplier<T> {
  private final Supplier<T> source;
  private final Supplier<?> signs;
  private final Runnable distrust;
  private final long atMostNanos;
  private final LongSupplier nanos;
  private @Nullable Kept<T> kept;

  /** An answer, what the signs were before it was given, and since when they are trusted. */
  private record Kept<T>(Object signs, T answer, long sinceNanos) {}

  /**
   * Creates a source that was never asked.
   *
   * @param source gives all of it, or throws; a failure is not kept
   * @param signs gives what is equal to its last value only if the answer is most likely the same
   * @param atMost how long the signs are trusted
   * @param nanos a clock that never steps
   */
  public SparingSource(Supplier<T> source, Supplier<?> signs, Duration atMost, LongSupplier nanos) {
    this(source, signs, () -> {}, atMost, nanos);
  }

  /**
   * Creates a source that was never asked, and goes by the signs itself.
   *
   * @param source gives all of it, or throws; a failure is not kept
   * @param signs gives what is equal to its last value only if the answer is most likely the same
   * @param distrust makes the source find out everything anew when it is asked next; called after a
   *     failure and where the signs are not trusted any more
   * @param atMost how long the signs are trusted
   * @param nanos a clock that never steps
   */
  public SparingSource(
      Supplier<T> source,
      Supplier<?> signs,
      Runnable distrust,
      Duration atMost,
      LongSupplier nanos) {
    this.source = source;
    this.signs = signs;
    this.distrust = distrust;
    this.atMostNanos = atMost.toNanos();
    this.nanos = nanos;
  }

  @Override
  public T get() {
    // Before the source: what changes while it is read is another sign the next time.
    Object now = signs.get();
    long at = nanos.getAsLong();
    Kept<T> last = kept;
    Kept<T> trusted = last != null && at - last.sinceNanos() < atMostNanos ? last : null;
    if (trusted != null && trusted.signs().equals(now)) {
      return trusted.answer();
    }
    if (trusted == null) {
      distrust.run();
    }
    kept = null;
    T fresh = source.get();
    // The same object for the same answer: whoever compares it, many times a second, is done at
    // once.
    T answer = last != null && fresh.equals(last.answer()) ? last.answer() : fresh;
    kept = new Kept<>(now, answer, trusted == null ? at : trusted.sinceNanos());
    return answer;
  }
}
