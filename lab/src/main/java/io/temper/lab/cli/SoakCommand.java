package io.temper.lab.cli;

import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.matrix.Outcome;
import io.temper.lab.matrix.Row;
import io.temper.lab.matrix.RowResult;
import io.temper.lab.suite.BpfObject;
import io.temper.lab.suite.KernelTests;
import io.temper.lab.suite.RowRecorder;
import io.temper.lab.suite.SuiteRequest;
import io.temper.lab.suite.TestChoice;
import io.temper.lab.suite.Workspace;
import io.temper.lab.vm.LabVm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code temper lab soak}: row 8 of the conformance matrix, for as long as wanted. */
@Command(
    name = "soak",
    description = {
      "Churns everything at once in one machine for the given time.",
      "That is control groups, affinities, tiers, loaders and CPUs. Prints a line a minute, and writes"
          + " the long result of row 8."
    },
    mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
  /** The test that soaks, and the property that tells it how long. */
  private static final String TEST = "SoakKernelTest";

  private static final String SECONDS = "temper.soak.seconds";
  private static final Duration BOOT_AND_END = Duration.ofMinutes(15);
  private static final int MOST_HOURS = 24 * 14;

  @Mixin
  private MachineOptions machine = new MachineOptions("20m");

  @Mixin
  private ResultOptions results = new ResultOptions();

  @Option(names = "--hours", paramLabel = "N", description = "Hours, added to the minutes.")
  private int hours;

  @Option(names = "--minutes", paramLabel = "N", description = "Minutes, added to the hours.")
  private int minutes;

  /** Creates the command; picocli sets its fields. */
  public SoakCommand() {}

  @Override
  public Integer call() {
    Duration time = time(hours, minutes);
    LabSetup setup = LabSetup.ofProcess();
    var workspace = Workspace.ofProcess();
    var tests = new KernelTests(workspace);
    LabVm vm = setup.machine(new KernelQuery(machine.kernel()));
    setup.progress().say("soaking " + vm.kernel().release() + " for " + time.toMinutes() + " min");
    var request = new SuiteRequest(
        TestChoice.ofClasses(List.of(TEST)),
        Optional.of(machine.cpus().orElse("2")),
        SuiteRequest.form(true),
        Map.of(SECONDS, Long.toString(time.toSeconds())));
    var boot = tests.run(
        vm,
        request,
        builder -> machine.applyTo(builder).timeout(time.plus(BOOT_AND_END)),
        System.out::println);
    var common = new RowRecorder.Request(
        SuiteRequest.form(true), BpfObject.tested(workspace), machine.accelerator());
    List<RowResult> written = new RowRecorder(results.of(workspace), vm, tests, common)
        .record(List.of(Row.find("8").orElseThrow()), List.of(boot));
    setup.progress().say("results: " + results.of(workspace).folder());
    System.out.println(boot.tally());
    return written.get(0).outcome() == Outcome.PASSED ? 0 : 1;
  }

  static Duration time(int hours, int minutes) {
    if (hours < 0 || minutes < 0 || hours + minutes == 0 || hours > MOST_HOURS) {
      throw new LabException("how long? give --hours N (up to " + MOST_HOURS
          + "), --minutes N or both, not " + hours + " and " + minutes);
    }
    return Duration.ofHours(hours).plusMinutes(minutes);
  }
}
