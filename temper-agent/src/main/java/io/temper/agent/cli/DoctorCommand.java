package io.temper.agent.cli;

import io.temper.agent.json.DoctorJson;
import io.temper.agent.report.DoctorReport;
import io.temper.agent.text.DoctorText;
import io.temper.bpf.Check;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code temper doctor}: whether this host can enforce a plan. */
@Command(
    name = "doctor",
    header = "Ask this host whether it can enforce plans.",
    description = {"", "One line a check, and what to do about each that fails. Changes nothing."},
    footer = {"", "Exit codes: 0 it can, 1 it cannot, 2 could not find out."})
public final class DoctorCommand implements Callable<Integer> {

  private final CliContext context;
  private final Supplier<List<Check>> checks;

  @Mixin
  private final OutputOption output = new OutputOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param checks asks the host
   */
  public DoctorCommand(CliContext context, Supplier<List<Check>> checks) {
    this.context = context;
    this.checks = checks;
  }

  @Override
  public Integer call() {
    var report = ask();
    output.print(
        context, () -> DoctorText.lines(report, context.style()), () -> DoctorJson.of(report));
    return exitCode(report.answer()).number();
  }

  private DoctorReport ask() {
    try (var progress = Progress.start(context.console(), "asking this host")) {
      return progress.during(() -> new DoctorReport(checks.get()));
    }
  }

  private static ExitCode exitCode(DoctorReport.Answer answer) {
    return switch (answer) {
      case YES -> ExitCode.OK;
      case NO -> ExitCode.FAILURE;
      case UNKNOWN -> ExitCode.USAGE;
    };
  }
}
