package io.temper.agent.cli;

import io.temper.TemperException;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.LiveOption;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.json.LayersJson;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.observe.LayerSample;
import io.temper.agent.report.observe.LayerSource;
import io.temper.agent.report.observe.LayersReport;
import io.temper.agent.text.LayersText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code temper layers}: what the layers of the attached scheduler do right now. */
@Command(
    name = "layers",
    header = "Show what the layers of the attached scheduler do.",
    description = {
      "",
      "Looks on for an interval, whichever process attached the scheduler, and",
      "prints what each layer did in it. Changes nothing. Needs root."
    },
    footer = {
      "",
      "Exit codes: 0 shown; 1 Temper's scheduler is not attached, or ended;",
      "2 could not find out."
    })
public final class LayersCommand implements Callable<Integer> {

  private final CliContext context;
  private final Supplier<Optional<LayerSource>> attached;

  @Mixin
  private final LiveOption live = new LiveOption();

  @Mixin
  private final OutputOption output = new OutputOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param attached finds Temper's scheduler on this host; empty if it is not attached
   */
  public LayersCommand(CliContext context, Supplier<Optional<LayerSource>> attached) {
    this.context = context;
    this.attached = attached;
  }

  @Override
  public Integer call() throws InterruptedException {
    var found = find();
    if (found.isEmpty()) {
      context
          .console()
          .note("Temper's scheduler is not attached to this host: there are no layers to show;"
              + " 'temper doctor' says which scheduler is");
      return ExitCode.FAILURE.number();
    }
    try (var source = found.get()) {
      return show(source).number();
    }
  }

  /** Whoever may not look has found out nothing, neither yes nor no. */
  private Optional<LayerSource> find() {
    try {
      return attached.get();
    } catch (TemperException e) {
      throw new InputException("cannot look at the attached scheduler: " + e.getMessage(), e);
    }
  }

  private ExitCode show(LayerSource source) throws InterruptedException {
    var before = LayerSample.of(source, System.nanoTime());
    do {
      live.pause();
      var after = LayerSample.of(source, System.nanoTime());
      var exit = source.exit();
      if (exit.isPresent()) {
        context.console().note("the scheduler has ended: " + exit.get());
        return ExitCode.FAILURE;
      }
      print(LayersReport.between(before, after));
      before = after;
    } while (live.goesOn());
    return ExitCode.OK;
  }

  private void print(LayersReport report) {
    output.print(context, () -> text(report), () -> LayersJson.of(report));
  }

  private List<String> text(LayersReport report) {
    return live.frame(context, LayersText.lines(report, context.style()));
  }
}
