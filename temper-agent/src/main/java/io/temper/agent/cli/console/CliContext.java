package io.temper.agent.cli.console;

import io.temper.agent.text.TextStyle;

/**
 * What every command shares.
 *
 * @param console where it reads and writes
 * @param options the options that all commands understand; filled in by parsing
 */
public record CliContext(Console console, GlobalOptions options) {

  /** Returns the context of one run that reads and writes {@code console}. */
  public static CliContext of(Console console) {
    return new CliContext(console, new GlobalOptions());
  }

  /** Returns how text for people looks, as the user asked for. */
  public TextStyle style() {
    return options.style(console);
  }
}
