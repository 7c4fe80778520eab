package io.temper.k8s.report;

import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.Trouble;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.thread.Backoff;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the newest of a value to the API server: only if it is another one than was written last, never
 * twice within a pause, again after a failure. What came and went in between is never written. One duty
 * cycle writes once at most; whoever runs it brings the thread and keeps the pauses.
 *
 * @param <T> what is written; compared by {@code equals}
 */
final class Publisher<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration NOTHING_TO_DO = Duration.ofMinutes(10);

  private final Duration atLeastBetween;
  private final Consumer<T> write;
  private final Ticker ticker;
  private final Backoff backoff;
  private volatile @Nullable T wanted;
  private volatile @Nullable Trouble trouble;
  private @Nullable T written;
  private long notBeforeNanos;
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  /**
   * Creates one that has written nothing.
   *
   * @param atLeastBetween between two writes
   * @param write writes it, or throws an {@link ApiException}
   * @param ticker the clocks
   * @param chance gives numbers from 0 to below 1
   */
  Publisher(Duration atLeastBetween, Consumer<T> write, Ticker ticker, DoubleSupplier chance) {
    this.atLeastBetween = atLeastBetween;
    this.write = write;
    this.ticker = ticker;
    this.backoff = new Backoff(chance);
    this.notBeforeNanos = ticker.nanos();
  }

  /**
   * Says what shall be written. May be called from any thread.
   *
   * @return whether that is news
   */
  boolean want(T value) {
    boolean news = !value.equals(wanted);
    wanted = value;
    return news;
  }

  /** Writes, if there is something to write and the pause is over. */
  void round() {
    T now = wanted;
    if (now == null || now.equals(written) || remaining().toNanos() > 0) {
      return;
    }
    // Whatever is thrown, an error of the machine included: it is not tried again at once.
    notBeforeNanos = ticker.nanos() + Backoff.LONGEST.toNanos();
    try {
      write.accept(now);
      written = now;
      writes.incrementAndGet();
      notBeforeNanos = ticker.nanos() + atLeastBetween.toNanos();
      backoff.reset();
      recovered();
    } catch (ApiException e) {
      rest(e.retryAfter());
      // Who is being ended is nobody's trouble.
      if (!e.isOfTheEnd()) {
        failed(String.valueOf(e.getMessage()));
      }
    } catch (RuntimeException | LinkageError e) {
      if (trouble == null) {
        LOG.warn("not expected, please report it", e);
      }
      rest(Duration.ZERO);
      failed("cannot write to the API server: " + e);
    }
  }

  private void rest(Duration asked) {
    Duration pause = backoff.afterFailure(asked);
    Duration longer = pause.compareTo(atLeastBetween) > 0 ? pause : atLeastBetween;
    notBeforeNanos = ticker.nanos() + longer.toNanos();
  }

  private void failed(String what) {
    failures.incrementAndGet();
    Trouble before = trouble;
    trouble = new Trouble(what, before == null ? ticker.now() : before.since());
    if (before == null) {
      LOG.warn("{}; it is tried again", what);
    }
  }

  private void recovered() {
    Trouble over = trouble;
    trouble = null;
    if (over != null) {
      LOG.info("works again, which was not so since {}: {}", over.since(), over.what());
    }
  }

  /** Returns how long to rest. */
  Duration pause() {
    return Objects.equals(wanted, written) ? NOTHING_TO_DO : remaining();
  }

  private Duration remaining() {
    return Duration.ofNanos(Math.max(0, notBeforeNanos - ticker.nanos()));
  }

  /** Returns how well it writes; {@code name} is what. */
  ApiServerObservation.Writes observed(String name) {
    return new ApiServerObservation.Writes(name, trouble == null, writes.get(), failures.get());
  }

  /** Returns what is wrong with writing. */
  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }
}
