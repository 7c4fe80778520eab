package io.temper.lab.cli;

import io.temper.lab.suite.KernelTests;
import io.temper.lab.suite.TestCount;
import io.temper.lab.suite.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code temper lab count}: what a build without a virtual machine has not run. */
@Command(
    name = "count",
    description = "Tells how many kernel tests a build without a virtual machine skips.",
    mixinStandardHelpOptions = true)
public final class CountCommand implements Callable<Integer> {
  /** Creates the command. */
  public CountCommand() {}

  @Override
  public Integer call() {
    TestCount count = new KernelTests(Workspace.ofProcess()).count();
    System.out.println("Skipped "
        + count.tests()
        + " kernel tests in "
        + count.classes()
        + " classes: they need a kernel with sched_ext. To run them in a virtual machine:"
        + " ./temper lab test --kernel 6.18, or ./mvnw verify -Plab");
    return 0;
  }
}
