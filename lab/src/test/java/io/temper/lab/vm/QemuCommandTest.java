package io.temper.lab.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.host.Tools;
import io.temper.lab.kernel.Kernel;
import io.temper.lab.kernel.KernelVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QemuCommandTest {
  private static final Kernel KERNEL =
      new Kernel("6.18.15", new KernelVersion(6, 18, 15), "1", "sid", Path.of("/cache/k"));

  private static List<String> command(VmSpec spec, Accelerator accelerator, String run) {
    return QemuCommand.of(
        new Tools(Path.of("/cache/tools")),
        Path.of("/cache/root.ext4"),
        KERNEL,
        spec,
        accelerator,
        new RunFolder(Path.of(run)));
  }

  private static String after(List<String> command, String option) {
    return command.get(command.indexOf(option) + 1);
  }

  @Test
  void of_runsTheCachedQemuUnderTheHostsTimeout() {
    var command = command(VmSpec.of("x").build(), Accelerator.TCG, "/run");
    assertThat(command.subList(0, 3)).containsExactly("timeout", "--kill-after=5", "630s");
    assertThat(command.get(3)).endsWith("ld-linux-x86-64.so.2").startsWith("/cache/tools/");
    assertThat(command).contains("/cache/tools/usr/bin/qemu-system-x86_64");
  }

  @Test
  void of_rootIsNeverWritten() {
    var command = command(VmSpec.of("x").build(), Accelerator.TCG, "/run");
    assertThat(command)
        .filteredOn(argument -> argument.contains("/cache/root.ext4"))
        .singleElement()
        .asString()
        .contains("snapshot=on");
  }

  @Test
  void of_accelerators_differInTheirOptions() {
    VmSpec spec = VmSpec.of("x").build();
    assertThat(after(command(spec, Accelerator.KVM, "/run"), "-accel")).isEqualTo("kvm");
    assertThat(after(command(spec, Accelerator.TCG, "/run"), "-accel"))
        .isEqualTo("tcg,thread=multi");
    assertThat(after(command(spec, Accelerator.ICOUNT, "/run"), "-icount")).contains("sleep=off");
  }

  @Test
  void of_severalNodes_shareCpusAndMemory() {
    VmSpec spec =
        VmSpec.of("x").cpus(CpuLayout.parse("8,nodes=2")).memoryMib(2049).build();
    assertThat(command(spec, Accelerator.TCG, "/run"))
        .contains(
            "memory-backend-ram,id=memory0,size=1025M",
            "memory-backend-ram,id=memory1,size=1024M",
            "node,nodeid=0,cpus=0-3,memdev=memory0",
            "node,nodeid=1,cpus=4-7,memdev=memory1");
  }

  @Test
  void of_commaInAPath_isDoubled() {
    assertThat(command(VmSpec.of("x").build(), Accelerator.TCG, "/a,b"))
        .anyMatch(argument -> argument.contains("file=/a,,b/payload.tar"));
  }

  @Test
  void of_kernelArguments_areAppended() {
    VmSpec spec = VmSpec.of("x").kernelArgument("preempt=full").build();
    assertThat(after(command(spec, Accelerator.TCG, "/run"), "-append"))
        .startsWith("console=ttyS0")
        .endsWith("preempt=full");
  }

  @Test
  void of_link_forwardsOnePortOfTheLoopback() {
    VmSpec spec =
        VmSpec.of("x").link(new GuestLink(10_250, Path.of("/tmp/a,b/shell"))).build();
    var command = command(spec, Accelerator.TCG, "/run");
    assertThat(after(command, "-netdev"))
        .isEqualTo("user,id=net,hostfwd=tcp:127.0.0.1:10250-:10250");
    assertThat(command).contains("socket,id=shell,server=on,wait=off,path=/tmp/a,,b/shell");
  }

  @Test
  void of_noLink_noNetwork() {
    assertThat(command(VmSpec.of("x").build(), Accelerator.TCG, "/run"))
        .noneMatch(argument -> argument.contains("net"));
  }
}
