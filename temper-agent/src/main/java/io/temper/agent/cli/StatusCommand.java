package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.cli.option.SocketOption;
import io.temper.agent.control.ControlClient;
import io.temper.agent.json.StatusJson;
import io.temper.agent.text.StatusText;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code temper status}: what the running agent does, and why. */
@Command(
    name = "status",
    header = "Show what the running agent does, and why.",
    description = {"", "Asks the agent of this host at its control socket. Changes nothing."},
    footer = {
      "",
      "Exit codes: 0 a plan is enforced; 1 none is, and the output says why;",
      "2 no agent answers."
    })
public final class StatusCommand implements Callable<Integer> {

  private final CliContext context;

  @Mixin
  private final SocketOption socket = new SocketOption();

  @Mixin
  private final OutputOption output = new OutputOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   */
  public StatusCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var json = new ControlClient(socket.path(context)).status();
    var report = StatusJson.read(json);
    output.print(
        context,
        () -> StatusText.lines(report, Instant.now(), context.style()),
        () -> StatusJson.of(report));
    return report.state().name().equals("enforcing")
        ? ExitCode.OK.number()
        : ExitCode.FAILURE.number();
  }
}
