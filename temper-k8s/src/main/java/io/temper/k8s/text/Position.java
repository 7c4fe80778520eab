package io.temper.k8s.text;

/**
 * A place in a text, as editors count it.
 *
 * @param line from 1; 0 if unknown
 * @param column from 1; 0 if unknown
 */
public record Position(int line, int column) {
  /** Nothing is known. */
  public static final Position UNKNOWN = new Position(0, 0);

  /**
   * Returns this place within a text, as compilers print it.
   *
   * @param source the name of the text
   * @return for example {@code pods.yaml:3:7}
   */
  public String in(String source) {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
