package io.temper.lab.demo;

import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.cli.MachineOptions;
import io.temper.lab.host.Folders;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.vm.LabVm;
import io.temper.lab.vm.VmResult;
import io.temper.lab.vm.VmSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Runs a measurement in a machine and brings its reports back.
 *
 * @param what is measured, for messages
 * @param machine where
 * @param folder where the reports go
 */
record GuestReports(String what, MachineOptions machine, Path folder) {
  static final String JSON = "report.json";
  private static final List<String> REPORTS = List.of(JSON, "report.html");

  /** Fails before minutes are spent, not after. */
  void requireWritable() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LabException("cannot make the folder " + folder + ": " + e.getMessage(), e);
    }
    if (!Files.isWritable(folder)) {
      throw new LabException(folder + " is not writable: name another folder");
    }
  }

  /** Returns the exit code of the measurement; the reports are there if it is 0. */
  int run(GuestMeasurement measurement) throws IOException {
    Path results = Files.createTempDirectory("temper-" + what + "-");
    try {
      VmSpec spec = machine.applyTo(measurement.task(results)).build();
      LabSetup setup = LabSetup.ofProcess();
      LabVm vm = setup.machine(new KernelQuery(machine.kernel()));
      setup.progress().say("booting " + vm.kernel().release() + " for the " + what);
      var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      return take(results, vm.run(spec, out::println), setup);
    } finally {
      Folders.delete(results);
    }
  }

  private int take(Path results, VmResult result, LabSetup setup) throws IOException {
    if (result.exitCode() != 0) {
      setup.progress().say("the " + what + " failed in the guest; what it printed is above");
      return result.exitCode();
    }
    for (String report : REPORTS) {
      Files.copy(
          results.resolve(report), folder.resolve(report), StandardCopyOption.REPLACE_EXISTING);
    }
    setup
        .progress()
        .say("reports are in " + folder.toAbsolutePath().normalize() + "; the machine ran for "
            + result.took().toSeconds() + " s");
    return 0;
  }
}
