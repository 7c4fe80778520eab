package io.temper.lab.cli;

import io.temper.lab.LabException;
import io.temper.lab.vm.Accelerator;
import io.temper.lab.vm.CpuLayout;
import io.temper.lab.vm.VmSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that shape a machine, the same for every command that boots one. */
public final class MachineOptions {
  private static final Pattern MEMORY = Pattern.compile("(\\d{1,6})([mMgG])");
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smh])");
  private static final int MIB_PER_GIB = 1024;

  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      description = "Series (6.18), version (6.18.15) or 'newest'. Default: ${DEFAULT-VALUE}.",
      defaultValue = "6.18")
  private String kernel = "6.18";

  @Option(
      names = "--cpus",
      paramLabel = "LAYOUT",
      description = "Number of CPUs, and how they hang together, as in 4,smt=2 or"
          + " 16,smt=2,sockets=4,nodes=2. Default: 2, and for tests what each asks for.")
  private @Nullable String cpus;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "Memory of the guest, as in 512m or 2g. Default: ${DEFAULT-VALUE}.")
  private String memory;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long the run may take, as in 90s or 10m. Default: ${DEFAULT-VALUE}.")
  private String timeout;

  @Option(
      names = "--accel",
      paramLabel = "auto|kvm|tcg",
      description = "What executes the guest; auto tries KVM by booting it. Default: auto.",
      defaultValue = "auto")
  private String accelerator = "auto";

  @Option(
      names = "--icount",
      description = "Emulate with a clock that counts instructions (docs/lab.md).")
  private boolean icount;

  @Option(
      names = "--append",
      paramLabel = "ARGUMENT",
      description = "Adds to the kernel's command line; may be repeated.")
  private @Nullable List<String> kernelArguments;

  /**
   * Creates the options; picocli sets its fields.
   *
   * @param timeout how long a run may take unless told otherwise, as in 20m
   */
  public MachineOptions(String timeout) {
    this(timeout, "2g");
  }

  /**
   * Creates the options; picocli sets its fields.
   *
   * @param timeout how long a run may take unless told otherwise, as in 20m
   * @param memory of the guest unless told otherwise, as in 4g
   */
  MachineOptions(String timeout, String memory) {
    this.timeout = timeout;
    this.memory = memory;
  }

  /**
   * Sets how long a run may take, where the user has not.
   *
   * @param text as in 3h
   */
  void timeout(String text) {
    timeout = text;
  }

  /**
   * Returns how long a run may take.
   *
   * @return as the option says
   * @throws LabException if that is no time
   */
  Duration timeout() {
    return time(timeout);
  }

  /**
   * Returns which kernel to boot.
   *
   * @return a series, a version, or "newest"
   */
  public String kernel() {
    return kernel;
  }

  /**
   * Returns the CPUs that were asked for.
   *
   * @return the layout as given; empty if it was not
   */
  Optional<String> cpus() {
    return Optional.ofNullable(cpus);
  }

  /**
   * Returns what is to execute the machine.
   *
   * @return the accelerator as given; empty if the lab is to choose
   * @throws LabException if the options contradict each other
   */
  Optional<Accelerator> accelerator() {
    if (icount && accelerator.equals("kvm")) {
      throw new LabException("--icount emulates, so it does not go with --accel kvm");
    }
    return switch (accelerator) {
      case "auto" -> icount ? Optional.of(Accelerator.ICOUNT) : Optional.empty();
      case "kvm" -> Optional.of(Accelerator.KVM);
      case "tcg" -> Optional.of(icount ? Accelerator.ICOUNT : Accelerator.TCG);
      default ->
        throw new LabException("--accel '" + accelerator + "' is none of auto, kvm and tcg");
    };
  }

  /**
   * Returns whether the guest's clock counts instructions.
   *
   * @return as the option says
   */
  public boolean icount() {
    return icount;
  }

  /**
   * Shapes a machine as the options say.
   *
   * @param builder what the machine is to do
   * @return the same builder
   * @throws LabException if an option makes no sense
   */
  public VmSpec.Builder applyTo(VmSpec.Builder builder) {
    cpus().map(CpuLayout::parse).ifPresent(builder::cpus);
    builder.memoryMib(memoryMib(memory)).timeout(timeout());
    if (kernelArguments != null) {
      kernelArguments.forEach(builder::kernelArgument);
    }
    accelerator().ifPresent(builder::accelerator);
    return builder;
  }

  static int memoryMib(String text) {
    Matcher matcher = MEMORY.matcher(text);
    if (!matcher.matches()) {
      throw new LabException("--memory '" + text + "' is no size: as in 512m or 2g");
    }
    int number = Integer.parseInt(matcher.group(1));
    return matcher.group(2).toLowerCase(Locale.ROOT).equals("g") ? number * MIB_PER_GIB : number;
  }

  static Duration time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new LabException("--timeout '" + text + "' is no time: as in 90s, 10m or 1h");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
