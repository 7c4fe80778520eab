package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ColorMode;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.console.FailureMessage;
import io.temper.agent.cli.option.Choice;
import io.temper.agent.cli.option.FailOn;
import io.temper.agent.cli.option.LintFormat;
import io.temper.agent.cli.option.OutputFormat;
import io.temper.agent.report.advice.PatchForm;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line as a whole: parses, runs one command, and turns every way to fail into one line
 * and an {@link ExitCode}. Holds no command of its own. Not thread-safe; one instance, one run.
 */
public final class TemperCli {

  private final CliContext context;
  private final List<Object> commands;
  private final Supplier<String> version;

  /**
   * Creates a command line.
   *
   * @param context what the commands share
   * @param commands the commands, each annotated for picocli, in the order of the help text
   * @param version what {@code --version} prints
   */
  public TemperCli(CliContext context, List<Object> commands, Supplier<String> version) {
    this.context = context;
    this.commands = List.copyOf(commands);
    this.version = version;
  }

  /** Runs the command that {@code args} name and returns the number to end the process with. */
  public int run(String... args) {
    try {
      return commandLine(needed(args)).execute(args);
    } catch (Error | RuntimeException e) {
      return fail(e);
    }
  }

  /**
   * Returns the command that the first word names, since reading the options of all others would
   * take longer than many a command runs; or all of them, for help and for suggestions.
   */
  private List<Object> needed(String... args) {
    return commands.stream()
        .filter(command -> args.length > 0 && args[0].equals(nameOf(command)))
        .findFirst()
        .map(List::of)
        .orElse(commands);
  }

  private static @Nullable String nameOf(Object command) {
    var annotation = command.getClass().getAnnotation(Command.class);
    return annotation == null ? null : annotation.name();
  }

  private CommandLine commandLine(List<Object> subcommands) {
    var commandLine = new CommandLine(new TemperCommand());
    commandLine
        .getCommandSpec()
        .addMixin("options", CommandSpec.forAnnotatedObject(context.options()));
    subcommands.forEach(commandLine::addSubcommand);
    commandLine.addSubcommand(new HelpCommand(context));
    if (subcommands.size() == commands.size()) {
      // It speaks of all of them, so it is no use beside a few.
      commandLine.addSubcommand(new CompletionCommand(context));
    }
    IVersionProvider provider = () -> new String[] {version.get()};
    commandLine.getCommandSpec().versionProvider(provider);
    return commandLine
        .setOut(context.console().writer())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .registerConverter(ColorMode.class, new Choice<>(ColorMode.class))
        .registerConverter(OutputFormat.class, new Choice<>(OutputFormat.class))
        .registerConverter(LintFormat.class, new Choice<>(LintFormat.class))
        .registerConverter(FailOn.class, new Choice<>(FailOn.class))
        .registerConverter(PatchForm.class, new Choice<>(PatchForm.class))
        .registerConverter(ClusterCommand.Action.class, new Choice<>(ClusterCommand.Action.class))
        .registerConverter(ConfigCommand.Action.class, new Choice<>(ConfigCommand.Action.class))
        .registerConverter(SafeModeCommand.Wish.class, new Choice<>(SafeModeCommand.Wish.class))
        .registerConverter(
            CompletionCommand.Shell.class, new Choice<>(CompletionCommand.Shell.class))
        .setParameterExceptionHandler((e, args) -> refuse(e))
        .setExecutionExceptionHandler((e, command, result) -> fail(e));
  }

  private int refuse(ParameterException e) {
    var command = e.getCommandLine().getCommandSpec().qualifiedName();
    var help = command.equals("temper") ? "temper --help" : command.replaceFirst(" ", " help ");
    context.console().note(problem(e) + "; see '" + help + "'");
    return ExitCode.USAGE.number();
  }

  private static String problem(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      var suggestions = unmatched.getSuggestions();
      return "cannot make sense of '"
          + String.join(" ", unmatched.getUnmatched())
          + (suggestions.isEmpty() ? "'" : "' (did you mean '" + suggestions.get(0) + "'?)");
    }
    return withoutNoise(String.valueOf(e.getMessage()));
  }

  /** The library begins some of its messages with a word of its own, and writes one of another twice. */
  private static String withoutNoise(String message) {
    return message.replaceFirst("^Error: ", "").replaceFirst("option option", "option");
  }

  private int fail(Throwable failure) {
    if (context.options().debug()) {
      context.console().trace(failure);
    }
    var message = FailureMessage.of(failure);
    message.lines().forEach(context.console()::note);
    return message.exitCode().number();
  }
}
