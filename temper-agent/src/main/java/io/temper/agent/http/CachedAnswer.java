package io.temper.agent.http;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is made anew at most a few times a second, however many ask, and that all who ask
 * meanwhile share. For one thread.
 */
final class CachedAnswer implements Supplier<HttpAnswer> {
  private static final Duration FRESH = Duration.ofMillis(250);

  private final Supplier<HttpAnswer> maker;
  private final LongSupplier nanos;
  private @Nullable HttpAnswer last;
  private long made;

  CachedAnswer(Supplier<HttpAnswer> maker, LongSupplier nanos) {
    this.maker = maker;
    this.nanos = nanos;
  }

  @Override
  public HttpAnswer get() {
    long now = nanos.getAsLong();
    HttpAnswer known = last;
    if (known == null || now - made >= FRESH.toNanos()) {
      known = maker.get();
      last = known;
      made = now;
    }
    return known;
  }
}
