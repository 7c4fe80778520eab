package io.temper.lab;

import io.temper.TemperException;
import io.temper.lab.cli.ClusterCommand;
import io.temper.lab.cli.CountCommand;
import io.temper.lab.cli.FuzzCommand;
import io.temper.lab.cli.KernelsCommand;
import io.temper.lab.cli.MatrixCommand;
import io.temper.lab.cli.MutateCommand;
import io.temper.lab.cli.NightlyCommand;
import io.temper.lab.cli.RunCommand;
import io.temper.lab.cli.SetupCommand;
import io.temper.lab.cli.SoakCommand;
import io.temper.lab.cli.TestCommand;
import io.temper.lab.demo.BenchCommand;
import io.temper.lab.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the lab. Exit codes: what the command says, 2 for a command line that is not
 * understood, {@value #LAB_FAILED} if the lab itself failed.
 */
@Command(
    name = "temper lab",
    description = "Boots real kernels with sched_ext in a virtual machine.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:tests failed, or none ran",
      "2:the command line is not understood",
      Lab.LAB_FAILED + ":the lab itself failed; for 'run' every other code is the command's own"
    },
    subcommands = {
      KernelsCommand.class,
      SetupCommand.class,
      RunCommand.class,
      TestCommand.class,
      CountCommand.class,
      NightlyCommand.class,
      MatrixCommand.class,
      SoakCommand.class,
      MutateCommand.class,
      FuzzCommand.class,
      ClusterCommand.class,
      DemoCommand.class,
      BenchCommand.class
    })
public final class Lab implements Runnable {
  /** The exit code of a lab that could not do its own work. */
  public static final int LAB_FAILED = 125;

  @Spec
  private CommandSpec spec;

  /** Creates the command; picocli sets its fields. */
  @SuppressWarnings("NullAway.Init")
  public Lab() {}

  /**
   * Runs the command line and ends the process with its exit code.
   *
   * @param arguments the arguments after {@code temper lab}
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /**
   * Returns the command line.
   *
   * @return a new one
   */
  public static CommandLine commandLine() {
    return new CommandLine(new Lab())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Lab::explain);
  }

  /** An expected failure is one message; anything else is a bug and shows its stack. */
  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (failure instanceof TemperException) {
      commandLine.getErr().println("temper lab: " + failure.getMessage());
    } else {
      failure.printStackTrace(commandLine.getErr());
    }
    return LAB_FAILED;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: kernels, setup, run, test, nightly, matrix, soak, mutate, fuzz or cluster");
  }
}
