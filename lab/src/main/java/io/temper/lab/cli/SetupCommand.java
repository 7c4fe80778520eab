package io.temper.lab.cli;

import io.temper.lab.LabSetup;
import io.temper.lab.kernel.Kernel;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.vm.LabVm;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code temper lab setup}: obtains everything now that other commands obtain when they need it. */
@Command(
    name = "setup",
    description = {
      "Obtains QEMU, the guest and kernels.",
      "The other commands do it by themselves; this one is for doing it beforehand."
    },
    mixinStandardHelpOptions = true)
public final class SetupCommand implements Callable<Integer> {
  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      split = ",",
      description = "Series, version, or 'newest'; may be repeated. Default: ${DEFAULT-VALUE}.",
      defaultValue = "6.18")
  private List<String> kernels = List.of();

  /** Creates the command; picocli sets its fields. */
  public SetupCommand() {}

  @Override
  public Integer call() {
    LabSetup setup = LabSetup.ofProcess();
    for (String kernel : kernels) {
      LabVm vm = setup.machine(new KernelQuery(kernel));
      Kernel ready = vm.kernel();
      System.out.println("kernel " + ready.release() + " is ready, run by " + vm.accelerator()
          + "; cache: " + setup.cacheRoot());
    }
    return 0;
  }
}
