package io.temper.agent.cli.console;

import java.util.Locale;

/** When to use colours. */
public enum ColorMode {
  /** On a terminal, unless {@code NO_COLOR} is set or {@code TERM} is {@code dumb}. */
  AUTO,
  /** Even into a file. */
  ALWAYS,
  /** Nowhere. */
  NEVER;

  /** Returns the word that selects this mode on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
