package io.temper.lab.cli;

import io.temper.lab.Lab;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** All commands of the lab, for what is promised of the help of each. */
final class LabHelp {
  private LabHelp() {}

  /** Returns the lab's command and all below it. */
  static List<CommandLine> commands() {
    return withThoseBelow(Lab.commandLine()).toList();
  }

  private static Stream<CommandLine> withThoseBelow(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(LabHelp::withThoseBelow));
  }
}
