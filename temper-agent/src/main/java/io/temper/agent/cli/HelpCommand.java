package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code temper help}: the help text of any command. */
@Command(name = "help", description = "Show the help of a command.")
final class HelpCommand implements Callable<Integer> {

  private final CliContext context;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command; without it, the list of all.")
  private List<String> path = List.of();

  HelpCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var found = find(spec.root().commandLine(), new ArrayDeque<>(path));
    context.console().print(found.getUsageMessage().stripTrailing());
    return ExitCode.OK.number();
  }

  private CommandLine find(CommandLine from, Deque<String> names) {
    var name = names.poll();
    if (name == null) {
      return from;
    }
    var next = from.getSubcommands().get(name);
    if (next == null) {
      throw new ParameterException(
          spec.root().commandLine(), "there is no command '" + String.join(" ", path) + "'");
    }
    return find(next, names);
  }
}
