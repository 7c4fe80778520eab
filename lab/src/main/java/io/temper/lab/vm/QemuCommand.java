package io.temper.lab.vm;

import io.temper.lab.host.Tools;
import io.temper.lab.kernel.Kernel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Composes the command line of QEMU. A function of what it is given and of the host's CPU. */
final class QemuCommand {
  // Without "no_timer_check" a kernel on a busy host panics early: it waits ten ticks of an
  // emulated
  // timer for a time that it counts itself.
  private static final String KERNEL_ARGUMENTS =
      "console=ttyS0 quiet panic=-1 oops=panic no_timer_check";

  private QemuCommand() {}

  static List<String> of(
      Tools tools, Path root, Kernel kernel, VmSpec spec, Accelerator accelerator, RunFolder run) {
    var arguments = new ArrayList<String>();
    arguments.addAll(firmware(tools));
    arguments.addAll(accelerator.options());
    arguments.addAll(machine(spec));
    arguments.addAll(boot(kernel, spec, accelerator, run));
    arguments.addAll(disk("root", root, "snapshot=on"));
    arguments.addAll(disk("payload", run.payload(), "readonly=on"));
    arguments.addAll(disk("results", run.results(), "cache=unsafe"));
    arguments.addAll(ports(run));
    spec.link().ifPresent(link -> arguments.addAll(link(link)));
    return withDeadline(spec, tools.command("usr/bin/qemu-system-x86_64", arguments));
  }

  /** The host's own "timeout" ends the machine even if the Java process is killed. */
  private static List<String> withDeadline(VmSpec spec, List<String> qemu) {
    long grace = 30;
    var argv = new ArrayList<String>();
    argv.addAll(List.of("timeout", "--kill-after=5", spec.timeout().toSeconds() + grace + "s"));
    argv.addAll(qemu);
    return argv;
  }

  private static List<String> firmware(Tools tools) {
    return List.of(
        "-L",
        tools.file("usr/share/qemu").toString(),
        "-L",
        tools.file("usr/share/seabios").toString());
  }

  private static List<String> machine(VmSpec spec) {
    var options = new ArrayList<>(List.of(
        "-smp",
        spec.cpus().smpOption(),
        "-m",
        spec.memoryMib() + "M",
        "-nodefaults",
        "-no-user-config",
        "-display",
        "none",
        "-no-reboot"));
    int nodes = spec.cpus().nodes();
    for (int node = 0; nodes > 1 && node < nodes; node++) {
      int cpus = spec.cpus().cpus() / nodes;
      int memory = spec.memoryMib() / nodes + (node == 0 ? spec.memoryMib() % nodes : 0);
      options.add("-object");
      options.add("memory-backend-ram,id=memory" + node + ",size=" + memory + "M");
      options.add("-numa");
      options.add("node,nodeid=" + node + ",cpus=" + node * cpus + "-" + ((node + 1) * cpus - 1)
          + ",memdev=memory" + node);
    }
    return options;
  }

  private static List<String> boot(
      Kernel kernel, VmSpec spec, Accelerator accelerator, RunFolder run) {
    var arguments = new ArrayList<>(List.of(KERNEL_ARGUMENTS));
    arguments.addAll(accelerator.kernelArguments());
    arguments.addAll(spec.kernelArguments());
    return List.of(
        "-kernel",
        kernel.image().toString(),
        "-initrd",
        run.initrd().toString(),
        "-append",
        String.join(" ", arguments));
  }

  private static List<String> disk(String name, Path file, String options) {
    return List.of(
        "-drive", "id=" + name + ",if=virtio,format=raw,file=" + escape(file) + "," + options);
  }

  private static List<String> ports(RunFolder run) {
    return List.of(
        "-serial",
        "file:" + run.console(),
        "-device",
        "virtio-serial-pci",
        // Not "stdio": that port closes with the standard input, and the guest's writes then block.
        "-chardev",
        "file,id=output,path=/dev/stdout",
        "-device",
        "virtserialport,chardev=output,name=temper.output",
        "-chardev",
        "file,id=control,path=" + escape(run.control()),
        "-device",
        "virtserialport,chardev=control,name=temper.control");
  }

  /** The guest reaches the loopback of this host as 10.0.2.2. */
  private static List<String> link(GuestLink link) {
    int port = link.forwardedPort();
    return List.of(
        "-netdev",
        "user,id=net,hostfwd=tcp:127.0.0.1:" + port + "-:" + port,
        "-device",
        // No machine boots from it, so it needs no firmware.
        "virtio-net-pci,netdev=net,romfile=",
        "-chardev",
        "socket,id=shell,server=on,wait=off,path=" + escape(link.shell()),
        "-device",
        "virtserialport,chardev=shell,name=temper.shell");
  }

  /** A comma separates QEMU's options; a doubled one is a comma. */
  private static String escape(Path file) {
    return file.toString().replace(",", ",,");
  }
}
