package io.temper.agent.cli;

import io.temper.TemperException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code temper lab}: listed here so that the help is complete. The launcher of a checkout runs the
 * lab itself, which is never published; whoever gets here has no checkout.
 */
@Command(
    name = "lab",
    header = "Boot real kernels in a virtual machine (needs a checkout).",
    description = {"", "Runs commands and kernel tests in them: ./temper lab --help."})
public final class LabCommand implements Callable<Integer> {

  @Unmatched
  @SuppressWarnings("unused") // taken, so that the answer is about the checkout
  private List<String> words = new ArrayList<>();

  /** Creates the command. */
  public LabCommand() {}

  @Override
  public Integer call() {
    throw new TemperException(
        "the lab is not part of an installed Temper: run './temper lab' in a checkout of its"
            + " sources");
  }
}
