package io.temper.lab.suite;

import io.temper.lab.LabException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many kernel tests there are.
 *
 * @param tests test methods
 * @param classes the classes that hold them
 */
public record TestCount(int tests, int classes) {
  private static final Pattern TEXT = Pattern.compile("tests=(\\d+) classes=(\\d+)");

  static TestCount parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.find()) {
      throw new LabException("the count of kernel tests failed; it printed:\n" + text);
    }
    return new TestCount(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return "tests=" + tests + " classes=" + classes;
  }
}
