package io.temper.lab.suite;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that the guest prints when a test starts or ends, and of which rows it is and what it
 * measured in between. The host reads them, so that the tests before a crash of the guest are not
 * lost with its disk.
 *
 * @param event what happened
 * @param text the test's class and name; for rows their identifiers, for a figure KEY = VALUE
 */
record TestLine(Event event, String text) {
  /** What happened to a test. */
  enum Event {
    STARTED,
    ROWS,
    FIGURE,
    PASSED,
    FAILED,
    SKIPPED
  }

  private static final Pattern LINE =
      Pattern.compile("\\[(started|rows|figure|passed|failed|skipped)\\] (.*)");

  static Optional<TestLine> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(new TestLine(
            Event.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "[" + event.name().toLowerCase(Locale.ROOT) + "] " + text;
  }
}
