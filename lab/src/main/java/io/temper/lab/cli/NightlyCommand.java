package io.temper.lab.cli;

import io.temper.lab.Lab;
import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.host.Progress;
import io.temper.lab.kernel.KernelOffer;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.matrix.Outcome;
import io.temper.lab.matrix.Results;
import io.temper.lab.matrix.Row;
import io.temper.lab.matrix.RowResult;
import io.temper.lab.matrix.ScreenTable;
import io.temper.lab.suite.BpfObject;
import io.temper.lab.suite.KernelTests;
import io.temper.lab.suite.RowRecorder;
import io.temper.lab.suite.SuiteRequest;
import io.temper.lab.suite.SuiteResult;
import io.temper.lab.suite.TestChoice;
import io.temper.lab.suite.Workspace;
import io.temper.lab.vm.LabVm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code temper lab nightly}: the rows of the conformance matrix on every kernel. */
@Command(
    name = "nightly",
    description = {
      "Runs the long form of the conformance matrix, a row at a time, on each kernel.",
      "Then, unless --rows or --short asks for a part, it runs the long cluster test and the chart on"
          + " other versions of Kubernetes, fuzzes the parsers and plants faults into the core.",
      "What has a result of the same object and form is not run again, so a broken run goes on"
          + " where it stopped. A row or kernel that fails does not stop the others."
    },
    mixinStandardHelpOptions = true)
public final class NightlyCommand implements Callable<Integer> {
  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      split = ",",
      description = "Series or versions, or 'all': every series that the catalogue has."
          + " Default: ${DEFAULT-VALUE}.",
      defaultValue = "all")
  private List<String> kernels = List.of("all");

  @Option(
      names = "--rows",
      paramLabel = "ROW",
      split = ",",
      description = "Rows of the matrix, as in 1,9,a. Default: all.")
  private List<String> rows = List.of();

  @Option(
      names = "--short",
      description = "Run the short forms, all rows of a kernel in one machine per shape.")
  private boolean shortForm;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long one machine may run. Default: ${DEFAULT-VALUE}.",
      defaultValue = "60m")
  private String timeout = "60m";

  @Mixin
  private ResultOptions resultOptions = new ResultOptions();

  /** Creates the command; picocli sets its fields. */
  public NightlyCommand() {}

  @Override
  public Integer call() {
    LabSetup setup = LabSetup.ofProcess();
    var workspace = Workspace.ofProcess();
    List<Row> asked =
        rows.isEmpty() ? Row.ALL : rows.stream().map(NightlyCommand::row).toList();
    var night = new Night(
        new KernelTests(workspace),
        resultOptions.of(workspace),
        new RowRecorder.Request(
            SuiteRequest.form(!shortForm), BpfObject.tested(workspace), Optional.empty()),
        setup.progress());
    var all = new ArrayList<RowResult>();
    boolean lost = false;
    for (String kernel : kernels(setup)) {
      try {
        all.addAll(night.on(setup.machine(new KernelQuery(kernel)), asked));
      } catch (LabException e) {
        lost = true;
        System.err.println("temper lab: kernel " + kernel + " was not run: " + e.getMessage());
      }
    }
    System.out.println(ScreenTable.render(all));
    boolean failed = all.stream().anyMatch(r -> r.outcome() == Outcome.FAILED);
    boolean part = shortForm || !rows.isEmpty();
    boolean checked = part || besideTheMatrix();
    return failed || lost || all.isEmpty() || !checked ? 1 : 0;
  }

  /** The long checks beside the matrix; one that fails does not stop the others. */
  private static boolean besideTheMatrix() {
    int cluster = Lab.commandLine().execute("cluster", "test", "--long");
    int chart = Lab.commandLine().execute("cluster", "chart");
    int fuzz = Lab.commandLine().execute("fuzz");
    int mutate = Lab.commandLine().execute("mutate");
    return cluster == 0 && chart == 0 && fuzz == 0 && mutate == 0;
  }

  private List<String> kernels(LabSetup setup) {
    return kernels.contains("all")
        ? setup.catalog().offers().stream()
            .map(KernelOffer::version)
            .sorted(Comparator.naturalOrder())
            .map(version -> version.series())
            .distinct()
            .toList()
        : kernels;
  }

  private static Row row(String id) {
    return Row.find(id)
        .orElseThrow(() -> new LabException(
            "--rows '" + id + "' is no row of the matrix; it has " + Row.identifiers()));
  }

  /** What is the same for all kernels. */
  private final class Night {
    private final KernelTests tests;
    private final Results results;
    private final RowRecorder.Request request;
    private final Progress progress;
    private final List<Row> claimed;

    Night(KernelTests tests, Results results, RowRecorder.Request request, Progress progress) {
      this.tests = tests;
      this.results = results;
      this.request = request;
      this.progress = progress;
      this.claimed = tests.rows();
    }

    List<RowResult> on(LabVm vm, List<Row> asked) {
      var recorder = new RowRecorder(results, vm, tests, request);
      List<Row> unclaimed = asked.stream().filter(row -> !claimed.contains(row)).toList();
      var all = new ArrayList<RowResult>(recorder.record(unclaimed, List.of()));
      List<Row> missing = new ArrayList<>();
      for (Row row : asked.stream().filter(claimed::contains).toList()) {
        results
            .find(vm.kernel().release(), request.form(), row.id())
            .filter(r -> r.facts().object().equals(request.object()))
            .filter(r -> r.outcome() != Outcome.NO_TEST)
            .ifPresentOrElse(all::add, () -> missing.add(row));
      }
      for (List<Row> group : groups(missing)) {
        all.addAll(recorder.record(group, boots(vm, group)));
      }
      return all;
    }

    /** Long rows get machines of their own: what one leaves behind cannot hurt the next. */
    private List<List<Row>> groups(List<Row> missing) {
      if (missing.isEmpty()) {
        return List.of();
      }
      return shortForm ? List.of(missing) : missing.stream().map(List::of).toList();
    }

    private List<SuiteResult> boots(LabVm vm, List<Row> group) {
      var choice = TestChoice.ofRows(group.stream().map(Row::id).toList());
      var boots = new ArrayList<SuiteResult>();
      for (String shape : tests.machines(choice)) {
        progress.say(
            "rows " + choice.rows() + " on " + vm.kernel().release() + " with --cpus " + shape);
        boots.add(tests.run(
            vm,
            SuiteRequest.on(choice, shape, request.form()),
            builder -> builder.timeout(MachineOptions.time(timeout)),
            System.out::println));
      }
      return boots;
    }
  }
}
