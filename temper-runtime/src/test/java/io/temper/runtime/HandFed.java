package io.temper.runtime;

import io.temper.runtime.feed.Feed;
import io.temper.runtime.feed.Reading;
import java.util.concurrent.atomic.AtomicReference;

/** A feed that says what a test tells it to. */
final class HandFed<T> implements Feed<T> {
  private Reading<T> latest = Reading.none(0);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  void tells(T value) {
    latest = Reading.of(value, 0);
  }

  /** It has not answered yet, as just after a start. */
  void forgets() {
    latest = Reading.none(0);
  }

  void fails(String why) {
    latest = latest.failed(why);
  }

  /** It was asked at that time and does not answer. */
  void hangsSince(long nanos) {
    latest = latest.asking(nanos);
  }

  /** It breaks the promise of every feed not to throw. */
  void breaks() {
    breaksBy(new IllegalStateException("this feed is broken"));
  }

  void breaksBy(Throwable why) {
    failure.set(why);
  }

  @Override
  public Reading<T> latest() {
    Throwable why = failure.get();
    if (why != null) {
      Undeclared.raise(why);
    }
    return latest;
  }
}
