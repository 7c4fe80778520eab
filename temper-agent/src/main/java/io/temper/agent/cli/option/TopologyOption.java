package io.temper.agent.cli.option;

import io.temper.agent.report.input.MachineReader;
import picocli.CommandLine.Option;

/** The option that says which machine to plan for. */
public final class TopologyOption {

  @Option(
      names = {"-t", "--topology"},
      paramLabel = "MACHINE",
      defaultValue = MachineReader.HOST,
      description =
          "The machine that each node is taken to be: host (this one), a topology file, or a short"
              + " form such as 4c8t (4 cores, 8 threads). Default: ${DEFAULT-VALUE}.")
  private String topology = MachineReader.HOST;

  public String machine() {
    return topology;
  }
}
