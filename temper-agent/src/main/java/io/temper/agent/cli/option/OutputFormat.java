package io.temper.agent.cli.option;

import java.util.Locale;

/** For whom a command writes. */
public enum OutputFormat {
  /** Text for people; may change with any release. */
  TABLE,
  /** JSON for programs; fields are only ever added within one {@code apiVersion}. */
  JSON;

  /** Returns the word that selects this format on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
