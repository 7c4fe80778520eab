package io.temper.agent.cli;

import io.temper.TemperException;
import io.temper.agent.json.LayersJson;
import io.temper.agent.report.InputException;
import io.temper.agent.report.LayerSample;
import io.temper.agent.report.LayerSource;
import io.temper.agent.report.LayersReport;
import io.temper.agent.text.LayersText;
import io.temper.agent.text.LiveScreen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(
      names = {"-w", "--watch"},
      description = "Go on, interval by interval, until interrupted.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = IntervalConverter.class,
      description = "How long to look on: 100ms to 60m. Default: ${DEFAULT-VALUE}.")
  private Duration interval = Duration.ofSeconds(1);

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
      TimeUnit.NANOSECONDS.sleep(interval.toNanos());
      var after = LayerSample.of(source, System.nanoTime());
      var exit = source.exit();
      if (exit.isPresent()) {
        context.console().note("the scheduler has ended: " + exit.get());
        return ExitCode.FAILURE;
      }
      print(LayersReport.between(before, after));
      before = after;
    } while (watch);
    return ExitCode.OK;
  }

  private void print(LayersReport report) {
    output.print(context, () -> text(report), () -> LayersJson.of(report));
  }

  private List<String> text(LayersReport report) {
    var lines = LayersText.lines(report, context.style());
    return watch && context.console().isTerminal() ? LiveScreen.frame(lines) : lines;
  }
}
