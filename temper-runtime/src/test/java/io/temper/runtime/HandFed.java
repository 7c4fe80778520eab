package io.temper.runtime;

import io.temper.runtime.feed.Feed;
import io.temper.runtime.feed.Reading;

/** A feed that says what a test tells it to. */
final class HandFed<T> implements Feed<T> {
  private Reading<T> latest = Reading.none(0);
  private volatile boolean broken;

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
    broken = true;
  }

  @Override
  public Reading<T> latest() {
    if (broken) {
      throw new IllegalStateException("this feed is broken");
    }
    return latest;
  }
}
