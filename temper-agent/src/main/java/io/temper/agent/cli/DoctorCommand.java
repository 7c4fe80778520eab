package io.temper.agent.cli;

import io.temper.agent.bundle.Bundle;
import io.temper.agent.bundle.BundleRequest;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.console.Progress;
import io.temper.agent.cli.option.BundleOptions;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.json.BundleManifestJson;
import io.temper.agent.json.DoctorJson;
import io.temper.agent.report.doctor.BundleManifest;
import io.temper.agent.report.doctor.DoctorReport;
import io.temper.agent.text.BundleText;
import io.temper.agent.text.DoctorText;
import io.temper.bpf.Check;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code temper doctor}: whether this host can enforce a plan. */
@Command(
    name = "doctor",
    header = "Ask this host whether it can enforce plans.",
    description = {
      "",
      "One line a check, and what to do about each that fails. Changes nothing.",
      "With --bundle: writes an archive with this and all else that it takes to",
      "understand the node from afar; what could not be read is listed in it."
    },
    footer = {
      "",
      "Exit codes: 0 it can, 1 it cannot, 2 could not find out.",
      "With --bundle: 0 written, 1 not written, 2 wrong use."
    })
public final class DoctorCommand implements Callable<Integer> {

  private final CliContext context;
  private final Supplier<List<Check>> checks;
  private final Function<BundleRequest, Bundle> bundles;

  @ArgGroup(exclusive = false)
  private @Nullable BundleOptions bundle;

  @Mixin
  private final OutputOption output = new OutputOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param checks asks the host
   * @param bundles says what a bundle is made of
   */
  public DoctorCommand(
      CliContext context, Supplier<List<Check>> checks, Function<BundleRequest, Bundle> bundles) {
    this.context = context;
    this.checks = checks;
    this.bundles = bundles;
  }

  @Override
  public Integer call() {
    BundleOptions options = bundle;
    if (options != null) {
      return write(options).number();
    }
    var report = ask();
    output.print(
        context, () -> DoctorText.lines(report, context.style()), () -> DoctorJson.of(report));
    return exitCode(report.answer()).number();
  }

  private ExitCode write(BundleOptions options) {
    var file = options.file();
    var made = bundles.apply(options.request(context));
    BundleManifest manifest;
    try (var progress = Progress.start(context.console(), "collecting what tells of this node")) {
      manifest = progress.during(() -> file.write(made.parts(), made.secrets(), made.version()));
    }
    output.print(
        context,
        () -> BundleText.lines(options.path(), manifest, context.style()),
        () -> BundleManifestJson.of(manifest));
    return ExitCode.OK;
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
