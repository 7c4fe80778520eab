package io.temper.agent.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code temper}: the root that holds the commands. */
@Command(
    name = "temper",
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes the Linux kernel enforce the CPU priorities of workloads.",
    footer = {
      "",
      "Exit codes: 0 done or yes; 1 failed or no; 2 wrong use or input, or could",
      "not find out. 'temper help COMMAND' tells more. All of it: docs/cli.md."
    })
final class TemperCommand {

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean version;
}
