package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.report.agent.ConfigReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code temper config check}: whether the agent would take its configuration. */
@Command(
    name = "config",
    header = "Check the agent's configuration, and the workload file that it names.",
    description = {"", "Reads both and changes nothing. Every fault is told with its line."},
    footer = {"", "Exit codes: 0 both are right; 1 one is wrong; 2 wrong use."})
public final class ConfigCommand implements Callable<Integer> {

  private final CliContext context;
  private final Function<@Nullable Path, ConfigReport> checks;

  /** What can be done with a configuration. */
  enum Action {
    /** Look for faults. */
    CHECK;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(arity = "1", paramLabel = "check", description = "Look for faults.")
  @SuppressWarnings("unused") // there is only one yet; naming it leaves room for others
  private Action action = Action.CHECK;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The file. Default: /etc/temper/temper.toml, if it is there.")
  private @Nullable Path config;

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param checks checks a configuration file; null for the usual place
   */
  public ConfigCommand(CliContext context, Function<@Nullable Path, ConfigReport> checks) {
    this.context = context;
    this.checks = checks;
  }

  @Override
  public Integer call() {
    var report = checks.apply(config);
    if (report.faults().isEmpty()) {
      context.console().print(List.of(report.summary()));
      return ExitCode.OK.number();
    }
    report.faults().forEach(context.console()::note);
    return ExitCode.FAILURE.number();
  }
}
