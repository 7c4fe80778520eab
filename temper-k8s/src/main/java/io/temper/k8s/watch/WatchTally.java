package io.temper.k8s.watch;

/**
 * What was counted of a watch.
 *
 * @param lists how often all objects were read
 * @param watches how often a watch was opened
 * @param events how many changes were heard, bookmarks left out
 * @param failures how often it failed
 */
public record WatchTally(long lists, long watches, long events, long failures) {
  static final WatchTally NONE = new WatchTally(0, 0, 0, 0);

  WatchTally withList() {
    return new WatchTally(lists + 1, watches, events, failures);
  }

  WatchTally withWatch() {
    return new WatchTally(lists, watches + 1, events, failures);
  }

  WatchTally withEvent() {
    return new WatchTally(lists, watches, events + 1, failures);
  }

  WatchTally withFailure() {
    return new WatchTally(lists, watches, events, failures + 1);
  }
}
