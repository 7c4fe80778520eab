package io.temper.profile;

import io.temper.workload.PatternPart;

/**
 * Stands for command lines of processes, their arguments joined by spaces. For programs that are many
 * processes of one thread name, such as a PostgreSQL server, whose processes say in their command line what
 * they do. {@code *} stands for any characters, {@code ?} for one, all else for itself.
 *
 * @param text as it is written
 */
public record CommandPattern(String text) {
  /**
   * Checks that the pattern is not empty.
   *
   * @throws IllegalArgumentException if it is
   */
  public CommandPattern {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the pattern of a command line must not be empty");
    }
  }

  /**
   * Tells whether this stands for a command line.
   *
   * @param command the command line of a process
   * @return true if it does
   */
  public boolean matches(String command) {
    return new PatternPart(text).matches(command);
  }

  @Override
  public String toString() {
    return text;
  }
}
