package io.temper.lab.cli;

import io.temper.lab.LabSetup;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.suite.KernelTests;
import io.temper.lab.suite.Tally;
import io.temper.lab.suite.Workspace;
import io.temper.lab.vm.LabVm;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code temper lab test}: the tests tagged "kernel" in one machine. */
@Command(
    name = "test",
    description = {
      "Boots a kernel and runs the JUnit tests tagged \"kernel\" in it, against the jars as built.",
      "The last line is 'N passed, N failed, N skipped'; reports go to lab/target/reports."
    },
    mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
  @Mixin
  private MachineOptions machine = new MachineOptions("20m");

  @Option(
      names = "--select",
      paramLabel = "CLASS",
      arity = "1..*",
      split = ",",
      description = "Simple or full names of the test classes to run. Default: all.")
  private List<String> classes = List.of();

  /** Creates the command; picocli sets its fields. */
  public TestCommand() {}

  @Override
  public Integer call() {
    LabSetup setup = LabSetup.ofProcess();
    var tests = new KernelTests(Workspace.ofProcess());
    LabVm vm = setup.machine(new KernelQuery(machine.kernel()));
    setup.progress().say("running the kernel tests on " + vm.kernel().release());
    Tally tally = tests.run(vm, classes, machine::applyTo, System.out::println);
    setup.progress().say("reports: " + tests.reports(vm.kernel().version().series()));
    if (tally.equals(Tally.NONE)) {
      System.err.println("temper lab: no test ran; selected: " + classes);
    }
    System.out.println(tally);
    return tally.successful() ? 0 : 1;
  }
}
