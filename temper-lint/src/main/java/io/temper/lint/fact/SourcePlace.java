package io.temper.lint.fact;

/**
 * A line of a text.
 *
 * @param source the name of the text, usually a file
 * @param line from 1
 */
public record SourcePlace(String source, int line) {
  /**
   * Checks the place.
   *
   * @throws IllegalArgumentException if the text has no name or the line is below 1
   */
  public SourcePlace {
    if (source.isBlank() || line < 1) {
      throw new IllegalArgumentException(
          "a place is a name and a line from 1 on: '" + source + "', " + line);
    }
  }

  /** Returns the place as compilers print it: {@code pods.yaml:3}. */
  @Override
  public String toString() {
    return source + ":" + line;
  }
}
