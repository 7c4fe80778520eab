package io.temper.nomad.watch;

/**
 * What was counted.
 *
 * @param reads answers that were asked for at once
 * @param waits answers that were waited for
 * @param changes answers that had a new index
 * @param failures how often it failed
 */
record Tally(long reads, long waits, long changes, long failures) {
  static final Tally NONE = new Tally(0, 0, 0, 0);

  Tally withAnswer(boolean waited, boolean changed) {
    return new Tally(
        waited ? reads : reads + 1,
        waited ? waits + 1 : waits,
        changed ? changes + 1 : changes,
        failures);
  }

  Tally withFailure() {
    return new Tally(reads, waits, changes, failures + 1);
  }
}
