package io.temper.lab.suite;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counts the tests of a run from the lines that the guest prints, and hands every line on. Fed by
 * one thread, read by another.
 */
final class StreamTally implements Consumer<String> {
  private final Consumer<String> next;
  private final Set<String> running = new LinkedHashSet<>();
  private Tally ended = Tally.NONE;

  StreamTally(Consumer<String> next) {
    this.next = next;
  }

  @Override
  public synchronized void accept(String line) {
    TestLine.parse(line).ifPresent(this::count);
    next.accept(line);
  }

  private void count(TestLine line) {
    switch (line.event()) {
      case STARTED -> running.add(line.text());
      case PASSED -> end(line.text(), new Tally(1, 0, 0));
      case FAILED -> end(line.text(), new Tally(0, 1, 0));
      case SKIPPED -> end(line.text(), new Tally(0, 0, 1));
      case ROWS, FIGURE -> {}
    }
  }

  private void end(String test, Tally one) {
    running.remove(test);
    ended = ended.plus(one);
  }

  /** Returns the tests that had ended; those that ran count as failed, they died with the guest. */
  synchronized Tally ofDeadGuest() {
    return ended.plus(new Tally(0, Math.max(1, running.size()), 0));
  }
}
