package io.temper.json;

import java.util.regex.Pattern;

/** What a parser says is wrong with an input, as the part of a message between its name and what to do. */
public final class InputProblem {
  /** Where the parser of JSON has hidden the source, it says so at length, and names no place. */
  private static final Pattern HIDDEN_SOURCE =
      Pattern.compile(" \\(for \\w+ starting at \\[Source: [^\\]]*]\\)");

  private InputProblem() {}

  /**
   * Returns what a parser found.
   *
   * @param message its own words
   * @return the first line, without what says nothing
   */
  public static String ofParser(String message) {
    return HIDDEN_SOURCE.matcher(message.lines().findFirst().orElse("")).replaceAll("");
  }
}
