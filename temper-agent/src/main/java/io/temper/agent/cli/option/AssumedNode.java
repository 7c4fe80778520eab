package io.temper.agent.cli.option;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.Machine;
import io.temper.agent.report.input.MachineReader;
import io.temper.agent.report.plan.PlanInputs;
import io.temper.agent.report.plan.PlanMaker;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what each node is taken to be: its machine, and how its agent is configured. */
public final class AssumedNode {

  @Option(
      names = {"-t", "--topology"},
      paramLabel = "MACHINE",
      defaultValue = MachineReader.HOST,
      description =
          "The machine that each node is taken to be: host (this one), a topology file, or a short"
              + " form such as 4c8t (4 cores, 8 threads). Default: ${DEFAULT-VALUE}.")
  private String topology = MachineReader.HOST;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration of the agents (temper.toml): tiers, annotation prefixes,"
          + " ceilings and thread profiles are taken from it. Default: the standard ones.")
  private @Nullable Path config;

  /**
   * Returns what plans for that node.
   *
   * @param context is told what of the configuration is not here
   * @param inputs reads what the options name
   * @return the maker of plans
   * @throws InputException if an option names something else; it says which
   */
  public PlanMaker maker(CliContext context, PlanInputs inputs) {
    var machine = machine("--topology", topology, inputs);
    var rules = of("--config", () -> inputs.rules(config));
    rules.notes().forEach(context.console()::note);
    return new PlanMaker(rules, machine);
  }

  /**
   * Returns a machine.
   *
   * @param option which one names it, for errors
   * @param machine as the user wrote it
   * @param inputs reads it
   * @return the machine
   * @throws InputException if it is no machine
   */
  public static Machine machine(String option, String machine, PlanInputs inputs) {
    return of(option, () -> inputs.machine(machine));
  }

  private static <T> T of(String option, Supplier<T> read) {
    try {
      return read.get();
    } catch (InputException e) {
      throw InputException.in(option, e);
    }
  }
}
