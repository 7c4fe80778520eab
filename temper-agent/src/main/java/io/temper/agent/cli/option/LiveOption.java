package io.temper.agent.cli.option;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.text.LiveScreen;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** The options of a command that looks on for an interval, once or until it is interrupted. */
public final class LiveOption {
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

  public boolean goesOn() {
    return watch;
  }

  public void pause() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(interval.toNanos());
  }

  /** Returns the lines as the terminal of this command shows them: over the last ones while it goes on. */
  public List<String> frame(CliContext context, List<String> lines) {
    return watch && context.console().isTerminal() ? LiveScreen.frame(lines) : lines;
  }
}
