package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.daemon.LogQueue;
import io.temper.agent.daemon.NodeAgent;
import io.temper.agent.daemon.PreparedRun;
import io.temper.agent.daemon.RunRequest;
import io.temper.agent.daemon.RunRequest.Intent;
import io.temper.agent.json.PlanReportJson;
import io.temper.agent.report.plan.PlanReport;
import io.temper.agent.systemd.ServiceManager;
import io.temper.agent.text.PlanText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "Signals: USR1 enters safe mode, USR2 withdraws it, HUP looks at the",
      "configuration anew, TERM ends the agent."
    },
    footer = {"", "Example: temper run --source file:/etc/temper/workloads.toml"})
public final class RunCommand implements Callable<Integer> {

  private final CliContext context;
  private final Function<RunRequest, PreparedRun> runs;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The agent's configuration. Default: /etc/temper/temper.toml, if it is there.")
  private @Nullable Path config;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = {
        "Where workloads come from: file:PATH, systemd, kubernetes,",
        "kubernetes:NODE, nomad or nomad:NODE_ID. Wins over the configuration."
      })
  private @Nullable String source;

  @Option(names = "--legacy-metrics", description = "Tell metrics under the names of before, too.")
  private boolean legacyMetrics;

  @ArgGroup
  private final Restraint restraint = new Restraint();

  @Mixin
  private final OutputOption output = new OutputOption();

  /** What keeps it from attaching; one of them at most. */
  static final class Restraint {
    @Option(names = "--observe", description = "Plan and tell, but attach nothing.")
    private boolean observe;

    @Option(names = "--dry-run", description = "Show one plan and end.")
    private boolean dryRun;

    @Nullable
    Intent intent() {
      return dryRun ? Intent.DRY_RUN : observe ? Intent.OBSERVE : null;
    }
  }

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param runs reads the configuration
   */
  public RunCommand(CliContext context, Function<RunRequest, PreparedRun> runs) {
    this.context = context;
    this.runs = runs;
  }

  @Override
  public Integer call() throws InterruptedException {
    var run = runs.apply(new RunRequest(config, source, legacyMetrics, restraint.intent()));
    if (run.isDryRun()) {
      show(run.plan().get());
    } else {
      LogQueue log = context.console().queueErrors();
      // From now on: why an agent could not even be made must not be lost with the process.
      Runtime.getRuntime().addShutdownHook(new Thread(log::flushLast, "temper-end-log"));
      serve(run.agent().apply(log), log);
    }
    return ExitCode.OK.number();
  }

  private void show(PlanReport report) {
    output.print(
        context, () -> PlanText.lines(report, context.style()), () -> PlanReportJson.of(report));
  }

  /** Until a signal ends the process, or somebody interrupts this thread. */
  private void serve(NodeAgent agent, LogQueue log) throws InterruptedException {
    try (agent) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(agent, log), "temper-end"));
      agent.start();
      tellServiceManager(agent);
      context.console().note("the agent runs; 'temper status' tells what it does");
      new CountDownLatch(1).await();
    }
  }

  /** Until the process ends: a service manager that is told nothing more takes an agent for hung. */
  private static void tellServiceManager(NodeAgent agent) {
    ServiceManager.tell(System.getenv(), agent::status, agent::loopAge)
        .ifPresent(manager ->
            Runtime.getRuntime().addShutdownHook(new Thread(manager::close, "temper-end-told")));
  }

  private static void end(NodeAgent agent, LogQueue log) {
    agent.close();
    log.flushLast();
  }
}
