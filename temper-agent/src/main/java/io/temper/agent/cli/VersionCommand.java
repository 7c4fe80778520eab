package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.json.VersionJson;
import io.temper.agent.report.agent.VersionReport;
import io.temper.agent.text.VersionText;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code temper version}: which Temper, which BPF object, which libbpf. */
@Command(
    name = "version",
    header = "Print what is in the box.",
    description = {"", "The versions of Temper, of its BPF object and of its libbpf."})
public final class VersionCommand implements Callable<Integer> {

  private final CliContext context;
  private final Supplier<VersionReport> versions;

  @Mixin
  private final OutputOption output = new OutputOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param versions finds out the versions
   */
  public VersionCommand(CliContext context, Supplier<VersionReport> versions) {
    this.context = context;
    this.versions = versions;
  }

  @Override
  public Integer call() {
    var report = versions.get();
    output.print(
        context, () -> VersionText.lines(report, context.style()), () -> VersionJson.of(report));
    return ExitCode.OK.number();
  }
}
