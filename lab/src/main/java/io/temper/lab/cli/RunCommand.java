package io.temper.lab.cli;

import io.temper.lab.LabSetup;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.vm.LabVm;
import io.temper.lab.vm.Payload;
import io.temper.lab.vm.VmSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code temper lab run}: one command in one machine; its exit code is the command's. */
@Command(
    name = "run",
    description = {
      "Boots a kernel and runs a command in it as root.",
      "Prints what the command prints; the exit code is the command's."
    },
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  @Mixin
  private MachineOptions machine = new MachineOptions("20m");

  @Option(
      names = "--payload",
      paramLabel = "[NAME=]PATH",
      description = "File or folder that the guest finds as /payload/NAME; may be repeated.")
  private @Nullable List<String> payloads;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Receives what the command wrote to /results, and the console.")
  private @Nullable Path results;

  @Parameters(paramLabel = "CMD", arity = "1..*", description = "The command, after --.")
  private List<String> command = List.of();

  /** Creates the command; picocli sets its fields. */
  public RunCommand() {}

  @Override
  public Integer call() {
    VmSpec.Builder builder = machine.applyTo(VmSpec.of(command));
    if (payloads != null) {
      payloads.stream().map(Payload::parse).forEach(builder::payload);
    }
    if (results != null) {
      builder.results(results);
    }
    VmSpec spec = builder.build();
    LabSetup setup = LabSetup.ofProcess();
    LabVm vm = setup.machine(new KernelQuery(machine.kernel()));
    setup.progress().say("booting " + vm.kernel().release());
    return vm.run(spec, System.out::println).exitCode();
  }
}
