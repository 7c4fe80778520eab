package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code temper completion}: the script by which a shell completes this command line. */
@Command(
    name = "completion",
    header = "Print the script by which a shell completes commands and options.",
    description = {"", "For bash: source <(temper completion bash). For zsh the same with zsh."})
final class CompletionCommand implements Callable<Integer> {

  private final CliContext context;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("unused") // one script serves both, and anything else is refused
  private Shell shell = Shell.BASH;

  /** The shells. One script serves both: under zsh it loads what understands bash's. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  CompletionCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var script = AutoComplete.bash("temper", spec.root().commandLine());
    context.console().print(script.stripTrailing());
    return ExitCode.OK.number();
  }
}
