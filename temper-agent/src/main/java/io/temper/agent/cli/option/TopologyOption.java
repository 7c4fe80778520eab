package io.temper.agent.cli.option;

import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.MachineReader;
import io.temper.agent.report.plan.PlanMaker;
import java.util.function.Function;
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

  /** Returns what plans for that machine. */
  public PlanMaker maker(Function<String, PlanMaker> plans) {
    return maker("--topology", topology, plans);
  }

  /**
   * Returns what plans for a machine.
   *
   * @param option which one names it, for errors
   * @param machine as the user wrote it
   * @param plans makes plans for such a machine
   * @throws InputException if it is no machine
   */
  public static PlanMaker maker(String option, String machine, Function<String, PlanMaker> plans) {
    try {
      return plans.apply(machine);
    } catch (InputException e) {
      throw new InputException(option + ": " + e.getMessage(), e);
    }
  }
}
