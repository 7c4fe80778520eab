package io.temper.lab.suite;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that the guest prints when a test starts or ends. The host counts them, so that the tests
 * before a crash of the guest are not lost with its disk.
 *
 * @param event what happened
 * @param test the test's class and name
 */
record TestLine(Event event, String test) {
  /** What happened to a test. */
  enum Event {
    STARTED,
    PASSED,
    FAILED,
    SKIPPED
  }

  private static final Pattern LINE = Pattern.compile("\\[(started|passed|failed|skipped)\\] (.*)");

  static Optional<TestLine> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(new TestLine(
            Event.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "[" + event.name().toLowerCase(Locale.ROOT) + "] " + test;
  }
}
