package io.temper.agent.cli;

import io.temper.agent.report.InputException;
import io.temper.k8s.api.MountedAccount;
import io.temper.k8s.cleanup.CleanupReport;
import io.temper.k8s.cleanup.CleanupRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code temper cluster cleanup}: takes back what agents have left at the API server. */
@Command(
    name = "cluster",
    header = "Remove from a Kubernetes cluster what agents have left there.",
    description = {
      "",
      "'cleanup' deletes the DaemonSets that are named, waits for their pods, then",
      "removes the agents' annotations of all nodes, and their leases. It may be run",
      "again. 'helm uninstall' of the chart runs it."
    },
    footer = {
      "",
      "Exit codes: 0 nothing of it is left; 1 something is, or the API server does",
      "not answer; 2 wrong use."
    })
public final class ClusterCommand implements Callable<Integer> {
  private final CliContext context;
  private final Function<CleanupRequest, CleanupReport> cleanups;

  /** What can be done with a cluster. */
  enum Action {
    /** Remove what agents wrote. */
    CLEANUP;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(arity = "1", paramLabel = "cleanup", description = "Remove it.")
  @SuppressWarnings("unused") // there is only one yet; naming it leaves room for others
  private Action action = Action.CLEANUP;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Of the agents. Default, in a pod: the pod's.")
  private String namespace = "";

  @Option(
      names = "--stop",
      paramLabel = "NAME",
      description = "A DaemonSet of agents, deleted first. May be repeated.")
  private List<String> daemonSets = new ArrayList<>();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "For the pods to end, at most. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "temper.io/",
      description = "Of the annotations. Default: ${DEFAULT-VALUE}.")
  private String prefix = "";

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param cleanups removes what is asked for
   */
  public ClusterCommand(CliContext context, Function<CleanupRequest, CleanupReport> cleanups) {
    this.context = context;
    this.cleanups = cleanups;
  }

  @Override
  public Integer call() {
    CleanupRequest request = request();
    CleanupReport report;
    try (var progress = Progress.start(context.console(), "removing what agents have left")) {
      report = progress.during(() -> cleanups.apply(request));
    }
    context.console().print(report.lines());
    return (report.isDone() ? ExitCode.OK : ExitCode.FAILURE).number();
  }

  private CleanupRequest request() {
    String where = namespace.isEmpty()
        ? MountedAccount.ofThisProcess()
            .namespace()
            .orElseThrow(() ->
                new InputException("nothing says where the agents are: give --namespace NAME"))
        : namespace;
    if (waitSeconds < 0) {
      throw new InputException("--wait must not be negative: " + waitSeconds);
    }
    return new CleanupRequest(where, daemonSets, Duration.ofSeconds(waitSeconds), prefix);
  }
}
