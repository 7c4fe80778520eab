package io.temper.agent.cli.option;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.Progress;
import io.temper.agent.report.input.PodInput;
import io.temper.k8s.PodList;
import picocli.CommandLine.Option;

/** The option that names the list of pods. */
public final class PodsOption {

  @Option(
      names = {"-f", "--file"},
      paramLabel = "PODS",
      required = true,
      description = "What 'kubectl get pods -A -o json' (or yaml) prints; - for standard input.")
  private String file = "";

  public PodList read(CliContext context) {
    return read(file, context);
  }

  /** Reads the list of pods that {@code file} names. */
  public static PodList read(String file, CliContext context) {
    var input = new PodInput(file, context.console().in());
    try (var progress = Progress.start(context.console(), "reading " + input.name())) {
      return input.read(progress::counting);
    }
  }
}
