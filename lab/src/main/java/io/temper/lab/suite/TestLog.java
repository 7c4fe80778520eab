package io.temper.lab.suite;

import io.temper.lab.matrix.Outcome;
import io.temper.lab.matrix.TestResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Puts together from the guest's lines how each test ended, and hands on what a user wants to see.
 * Fed by one thread, read by another.
 */
final class TestLog implements Consumer<String> {
  private static final String REASON_INDENT = "  ";

  private final String machine;
  private final Consumer<String> next;
  private final List<EndedTest> ended = new ArrayList<>();
  private final Map<String, String> figures = new LinkedHashMap<>();
  private List<String> rows = List.of();

  /** Empty between tests. */
  private String running = "";

  private long startNanos = System.nanoTime();
  private boolean reasonFollows;

  TestLog(String machine, Consumer<String> next) {
    this.machine = machine;
    this.next = next;
  }

  @Override
  public synchronized void accept(String line) {
    var parsed = TestLine.parse(line);
    if (parsed.isPresent()) {
      event(parsed.get());
    } else if (reasonFollows && line.startsWith(REASON_INDENT)) {
      reason(line.strip());
    }
    if (parsed.filter(l -> l.event() == TestLine.Event.ROWS).isEmpty()) {
      next.accept(line);
    }
  }

  private void event(TestLine line) {
    reasonFollows = false;
    switch (line.event()) {
      case STARTED -> start(line.text());
      case ROWS ->
        rows =
            Stream.of(line.text().split(" ", -1)).filter(row -> !row.isEmpty()).toList();
      case FIGURE -> figure(line.text());
      case PASSED -> end(line.text(), Outcome.PASSED);
      case FAILED -> end(line.text(), Outcome.FAILED);
      case SKIPPED -> end(line.text(), Outcome.SKIPPED);
    }
  }

  private void start(String test) {
    running = test;
    figures.clear();
    startNanos = System.nanoTime();
  }

  private void figure(String text) {
    int equals = text.indexOf(" = ");
    if (equals > 0) {
      figures.put(text.substring(0, equals), text.substring(equals + 3));
    }
  }

  private void end(String test, Outcome outcome) {
    double seconds = running.equals(test) ? (System.nanoTime() - startNanos) / 1e9 : 0;
    add(test, outcome, "", Math.round(seconds * 10) / 10.0);
    running = "";
    reasonFollows = outcome != Outcome.PASSED;
  }

  private void add(String test, Outcome outcome, String reason, double seconds) {
    ended.add(
        new EndedTest(rows, new TestResult(test, machine, outcome, reason, seconds, figures)));
    figures.clear();
  }

  private void reason(String text) {
    reasonFollows = false;
    EndedTest last = ended.remove(ended.size() - 1);
    TestResult r = last.result();
    ended.add(new EndedTest(
        last.rows(),
        new TestResult(r.test(), r.machine(), r.outcome(), text, r.seconds(), r.figures())));
  }

  /** The test that ran died with the guest; if none ran, the boot itself failed. */
  synchronized void guestDied(String message) {
    String reason = message.lines().findFirst().orElse("the guest died");
    if (running.isEmpty()) {
      rows = List.of();
    }
    add(running.isEmpty() ? "the machine" : running, Outcome.FAILED, reason, 0);
    running = "";
    message.lines().forEach(next);
  }

  synchronized boolean inTheMiddle() {
    return !running.isEmpty();
  }

  synchronized List<EndedTest> ended() {
    return List.copyOf(ended);
  }
}
