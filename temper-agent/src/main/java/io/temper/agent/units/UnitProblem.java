package io.temper.agent.units;

import java.nio.file.Path;

/**
 * Something in the file of a unit that cannot be used.
 *
 * @param file which one
 * @param line where, from 1; 0 for all of it
 * @param what what is wrong
 * @param remedy what to do about it
 */
record UnitProblem(Path file, int line, String what, String remedy) {

  /** Returns it in one line: {@code FILE:3: there is no tier 'hihg'; write one of ...}. */
  @Override
  public String toString() {
    return file + (line == 0 ? "" : ":" + line) + ": " + what + "; " + remedy;
  }
}
