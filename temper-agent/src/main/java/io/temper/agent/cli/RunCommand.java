package io.temper.agent.cli;

import io.temper.agent.daemon.NodeAgent;
import io.temper.agent.daemon.RunRequest;
import io.temper.agent.daemon.Signals;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code temper run}: the agent of this host, until it is told to end. */
@Command(
    name = "run",
    header = "Run the agent of this host.",
    description = {
      "",
      "Watches workloads, plans, attaches the scheduler and keeps it up to date.",
      "However it ends, the host returns to its stock scheduler.",
      "",
      "Signals: USR1 enters safe mode, USR2 withdraws it, TERM ends the agent."
    },
    footer = {"", "Example: temper run --source file:/etc/temper/workloads.toml"})
public final class RunCommand implements Callable<Integer> {

  private final CliContext context;
  private final Function<RunRequest, NodeAgent> agents;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The agent's configuration. Default: /etc/temper/temper.toml, if it is there.")
  private @Nullable Path config;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Where workloads come from: file:PATH. Wins over the configuration.")
  private @Nullable String source;

  @Option(names = "--observe", description = "Plan and tell, but attach nothing.")
  private boolean observe;

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param agents makes the agent
   */
  public RunCommand(CliContext context, Function<RunRequest, NodeAgent> agents) {
    this.context = context;
    this.agents = agents;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var agent = agents.apply(new RunRequest(config, source, observe))) {
      var end = new Thread(agent::close, "temper-end");
      Runtime.getRuntime().addShutdownHook(end);
      agent.start();
      Signals.handle("USR1", agent::safeModeBySignal);
      Signals.handle("USR2", agent::leaveBySignal);
      context.console().note("the agent runs; 'temper status' tells what it does");
      new CountDownLatch(1).await();
      return ExitCode.OK.number();
    }
  }
}
