package io.temper.lab.vm;

import io.temper.lab.LabException;
import io.temper.lab.host.HostCommand;
import io.temper.lab.host.Progress;
import io.temper.lab.host.Resources;
import io.temper.lab.host.Tools;
import io.temper.lab.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A virtual machine with one kernel: each run boots it from the same untouched image, executes one
 * command as root, streams what it prints, brings its results back and switches off. Runs do not see
 * each other, and several may go on at once.
 *
 * <pre>{@code
 * LabVm vm = LabSetup.ofProcess().machine(new KernelQuery("6.18"));
 * VmSpec spec = VmSpec.of("bash", "tools/measure.sh")
 *     .payload("tools", Path.of("tools"))
 *     .results(Path.of("out"))
 *     .build();
 * VmResult result = vm.run(spec, System.out::println);
 * }</pre>
 */
public final class LabVm {
  private static final long RESULTS_BYTES = 1L << 30;

  /** How often a guest is booted at most if the emulator fails before the command begins. */
  private static final int BOOTS = 3;

  private static final String BUSYBOX = "usr/bin/busybox";

  private final Tools tools;
  private final Path root;
  private final Kernel kernel;
  private final Path cache;
  private final Progress progress;

  /**
   * Creates a machine. Users take {@link io.temper.lab.LabSetup#machine} instead.
   *
   * @param tools brings QEMU
   * @param root the image of the guest's root file system
   * @param kernel what is booted
   * @param cache the lab's folder; the files of running machines lie there too
   * @param progress where it is told what the lab does by itself
   */
  public LabVm(Tools tools, Path root, Kernel kernel, Path cache, Progress progress) {
    this.tools = tools;
    this.root = root;
    this.kernel = kernel;
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * Returns what is booted.
   *
   * @return the kernel
   */
  public Kernel kernel() {
    return kernel;
  }

  /**
   * Returns what a run executes on unless it asks for something else: KVM if this host can run the
   * guest with it, and else emulation. The first call on a host with {@code /dev/kvm} boots once.
   *
   * @return the accelerator
   */
  public Accelerator accelerator() {
    try {
      return KvmProbe.choose(this, cache, progress);
    } catch (IOException e) {
      throw new LabException("cannot keep the answer about KVM in " + cache + ": " + e, e);
    }
  }

  /**
   * Boots the machine, runs the command and waits for the end.
   *
   * @param spec what to do
   * @param lines takes each line that the command prints, standard output and standard error
   *     together, as soon as it is there; called by one thread at a time, not the caller's
   * @return how the command ended, whatever its exit code
   * @throws LabException if the guest does not come up, dies, hangs or takes too long; the message
   *     carries the end of its console
   */
  public VmResult run(VmSpec spec, Consumer<String> lines) {
    Accelerator accelerator = spec.accelerator().orElseGet(this::accelerator);
    for (int boot = 1; boot < BOOTS; boot++) {
      try {
        return runOnce(spec, lines, accelerator);
      } catch (EmulatorFault e) {
        progress.say(
            "the emulator failed while the guest booted (docs/lab.md), booting again: " + e.what());
      }
    }
    return runOnce(spec, lines, accelerator);
  }

  private VmResult runOnce(VmSpec spec, Consumer<String> lines, Accelerator accelerator) {
    try (RunFolder run = RunFolder.create(cache.resolve("runs"))) {
      prepare(spec, run);
      List<String> argv = QemuCommand.of(tools, root, kernel, spec, accelerator, run);
      try (QemuProcess qemu = QemuProcess.start(argv, run, lines)) {
        GuestReport report = qemu.await(GuestLimits.of(spec.timeout()));
        Duration took = qemu.elapsed();
        takeResults(spec, run);
        return new VmResult(report.exitCode().orElseThrow(), took);
      } finally {
        keepConsole(spec, run);
      }
    } catch (IOException e) {
      throw new LabException("cannot run a virtual machine in " + cache + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while the virtual machine ran", e);
    }
  }

  private void prepare(VmSpec spec, RunFolder run) throws IOException {
    var initramfs = new Initramfs();
    initramfs.folder("bin").folder("modules");
    initramfs.executable("bin/busybox", Files.readAllBytes(tools.file(BUSYBOX)));
    initramfs.executable("init", Resources.bytes("guest/init"));
    initramfs.executable("stage2", Resources.bytes("guest/stage2"));
    for (Path module : kernel.modules()) {
      initramfs.executable("modules/" + module.getFileName(), Files.readAllBytes(module));
    }
    Files.write(run.initrd(), initramfs.end());
    PayloadDisk.write(spec, run);
    RunFolder.disk(run.results(), RESULTS_BYTES);
  }

  private static void takeResults(VmSpec spec, RunFolder run) throws IOException {
    if (spec.results().isPresent()) {
      Path folder = Files.createDirectories(spec.results().get().toAbsolutePath());
      HostCommand.in(
              folder, List.of("tar", "--no-same-owner", "-xf", run.results().toString()))
          .run();
    }
  }

  private static void keepConsole(VmSpec spec, RunFolder run) throws IOException {
    if (spec.results().isPresent() && Files.exists(run.console())) {
      Path folder = Files.createDirectories(spec.results().get());
      Files.copy(run.console(), folder.resolve("console.log"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
