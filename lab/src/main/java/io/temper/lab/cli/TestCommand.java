package io.temper.lab.cli;

import io.temper.lab.LabSetup;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.matrix.Row;
import io.temper.lab.suite.BpfObject;
import io.temper.lab.suite.KernelTests;
import io.temper.lab.suite.RowRecorder;
import io.temper.lab.suite.SuiteRequest;
import io.temper.lab.suite.SuiteResult;
import io.temper.lab.suite.Tally;
import io.temper.lab.suite.TestChoice;
import io.temper.lab.suite.Workspace;
import io.temper.lab.vm.LabVm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code temper lab test}: the tests tagged "kernel", in one machine per shape that they ask for. */
@Command(
    name = "test",
    description = {
      "Boots a kernel and runs the JUnit tests tagged \"kernel\" in it.",
      "They run against the jars as built.",
      "Tests that ask for other CPUs than two get a machine with them, unless --cpus is given.",
      "The last line is 'N passed, N failed, N skipped'; reports go to lab/target/reports."
    },
    mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
  @Mixin
  private MachineOptions machine = new MachineOptions("20m");

  @Mixin
  private ResultOptions results = new ResultOptions();

  @Option(
      names = "--select",
      paramLabel = "CLASS",
      arity = "1..*",
      split = ",",
      description = "Test classes to run, by simple or full name, or whole packages. Default: all.")
  private List<String> classes = List.of();

  @Option(names = "--long", description = "Run the long form of each test.")
  private boolean longForm;

  /** Creates the command; picocli sets its fields. */
  public TestCommand() {}

  @Override
  public Integer call() {
    LabSetup setup = LabSetup.ofProcess();
    var workspace = Workspace.ofProcess();
    var tests = new KernelTests(workspace);
    LabVm vm = setup.machine(new KernelQuery(machine.kernel()));
    var boots = new ArrayList<SuiteResult>();
    for (SuiteRequest request : requests(tests)) {
      setup
          .progress()
          .say("running the kernel tests on " + vm.kernel().release()
              + request.machine().map(m -> " with --cpus " + m).orElse(""));
      boots.add(tests.run(vm, request, machine::applyTo, System.out::println));
    }
    setup.progress().say("reports: " + tests.reports(vm.kernel().version().series()));
    Tally tally = Tally.sum(boots.stream().map(SuiteResult::tally).toList());
    if (tally.equals(Tally.NONE)) {
      System.err.println("temper lab: no test ran; selected: " + classes);
    }
    // A part of a row's tests, or a machine that they did not ask for, proves no row.
    if (classes.isEmpty() && machine.cpus().isEmpty()) {
      var common = new RowRecorder.Request(
          SuiteRequest.form(longForm), BpfObject.tested(workspace), machine.accelerator());
      new RowRecorder(results.of(workspace), vm, tests, common).record(Row.ALL, boots);
      setup.progress().say("results: " + results.of(workspace).folder());
    }
    System.out.println(tally);
    return tally.successful() ? 0 : 1;
  }

  private List<SuiteRequest> requests(KernelTests tests) {
    var choice = TestChoice.ofClasses(classes);
    String form = SuiteRequest.form(longForm);
    return machine.cpus().isPresent()
        ? List.of(new SuiteRequest(choice, Optional.empty(), form, Map.of()))
        : tests.machines(choice).stream()
            .map(shape -> SuiteRequest.on(choice, shape, form))
            .toList();
  }
}
