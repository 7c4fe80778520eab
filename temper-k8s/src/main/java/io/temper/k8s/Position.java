package io.temper.k8s;

/**
 * A place in a text, as editors count it.
 *
 * @param line from 1; 0 if unknown
 * @param column from 1; 0 if unknown
 */
record Position(int line, int column) {
  static final Position UNKNOWN = new Position(0, 0);

  /** Returns this place within {@code source}, as compilers print it: {@code pods.yaml:3:7}. */
  String in(String source) {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
