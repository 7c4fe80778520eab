package io.temper.agent.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses options that a form of a command has no use for. */
public final class OptionUse {
  private OptionUse() {}

  /**
   * Refuses an option that was given.
   *
   * @param why when it has a meaning
   * @throws ParameterException if it was given
   */
  public static void refuse(CommandSpec spec, String option, String why) {
    if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
      throw new ParameterException(spec.commandLine(), option + " has a meaning " + why);
    }
  }
}
