package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.console.Progress;
import io.temper.agent.report.input.InputException;
import io.temper.k8s.api.MountedAccount;
import io.temper.k8s.cleanup.CleanupReport;
import io.temper.k8s.cleanup.CleanupRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
      "removes the annotations and leases of the agents of a namespace. It may be run",
      "again. 'helm uninstall' of the chart runs it."
    },
    footer = {
      "",
      "Exit codes: 0 all was removed, though pods may still be ending, which it says;",
      "1 something could not be, or the API server does not answer; 2 wrong use."
    })
public final class ClusterCommand implements Callable<Integer> {
  private final CliContext context;
  private final Cleanups cleanups;

  /** Removes what agents have left. */
  @FunctionalInterface
  public interface Cleanups {
    /**
     * Removes it.
     *
     * @param kubeconfig names the cluster; null for the one of the environment
     * @param request what shall be removed
     * @param first is told where, before anything is removed
     * @return what was removed
     */
    CleanupReport run(@Nullable Path kubeconfig, CleanupRequest request, Consumer<String> first);
  }

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
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = {
        "The cluster. Default: that of KUBECONFIG, or the one whose pod this is, or",
        "that of .kube/config."
      })
  private @Nullable Path kubeconfig;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Of the agents. Default, in a pod without --kubeconfig: the pod's.")
  private @Nullable String namespace;

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
  public ClusterCommand(CliContext context, Cleanups cleanups) {
    this.context = context;
    this.cleanups = cleanups;
  }

  @Override
  public Integer call() {
    CleanupRequest request = request();
    CleanupReport report;
    try (var progress = Progress.start(context.console(), "removing what agents have left")) {
      report = progress.during(() -> cleanups.run(
          kubeconfig, request, address -> context.console().print("in the cluster at " + address)));
    }
    context.console().print(report.lines());
    return (report.isDone() ? ExitCode.OK : ExitCode.FAILURE).number();
  }

  private CleanupRequest request() {
    String where = namespace == null
        ? namespaceOfThisPod()
            .orElseThrow(() ->
                new InputException("nothing says where the agents are: give --namespace NAME"))
        : namespace;
    if (waitSeconds < 0) {
      throw new InputException("--wait must not be negative: " + waitSeconds);
    }
    try {
      return new CleanupRequest(where, daemonSets, Duration.ofSeconds(waitSeconds), prefix);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  private Optional<String> namespaceOfThisPod() {
    return kubeconfig == null ? MountedAccount.ofThisProcess().namespace() : Optional.empty();
  }
}
