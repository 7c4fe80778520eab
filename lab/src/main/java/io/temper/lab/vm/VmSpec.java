package io.temper.lab.vm;

import io.temper.lab.LabException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one run of a virtual machine is to do: a command, what it finds there, and how long it may
 * take.
 *
 * @param command the program and its arguments, run as root in {@code /payload}
 * @param cpus the CPUs
 * @param memoryMib memory in MiB
 * @param payloads what is laid below {@code /payload}
 * @param results the host folder that receives what the command wrote to {@code /results}, and the
 *     console; empty to throw both away
 * @param timeout for the whole run, boot included
 * @param accelerator what executes it; empty to take KVM where it works, and else emulation
 * @param kernelArguments added to the kernel's command line
 * @param link what ties the guest to this host while it runs; empty if nothing does
 */
public record VmSpec(
    List<String> command,
    CpuLayout cpus,
    int memoryMib,
    List<Payload> payloads,
    Optional<Path> results,
    Duration timeout,
    Optional<Accelerator> accelerator,
    List<String> kernelArguments,
    Optional<GuestLink> link) {
  private static final int LEAST_MEMORY_MIB = 256;

  /** Checks and copies. */
  public VmSpec {
    command = List.copyOf(command);
    payloads = List.copyOf(payloads);
    kernelArguments = List.copyOf(kernelArguments);
    if (command.isEmpty()) {
      throw new LabException("no command to run: give one after --");
    }
    if (memoryMib < LEAST_MEMORY_MIB) {
      throw new LabException(
          "the guest needs at least " + LEAST_MEMORY_MIB + " MiB of memory, not " + memoryMib);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new LabException("the timeout must be longer than nothing: " + timeout);
    }
    long names = payloads.stream().map(Payload::name).distinct().count();
    if (names != payloads.size()) {
      throw new LabException("two payloads have the same name: give names as NAME=PATH");
    }
  }

  /**
   * Starts a specification: 2 CPUs, 2 GiB, no payload, results thrown away, ten minutes.
   *
   * @param command the program and its arguments
   * @return a builder
   */
  public static Builder of(String... command) {
    return of(List.of(command));
  }

  /**
   * Starts a specification: 2 CPUs, 2 GiB, no payload, results thrown away, ten minutes.
   *
   * @param command the program and its arguments
   * @return a builder
   */
  public static Builder of(List<String> command) {
    return new Builder(command);
  }

  /** A specification in the making. Not thread-safe. */
  public static final class Builder {
    private final List<String> command;
    private final List<Payload> payloads = new ArrayList<>();
    private final List<String> kernelArguments = new ArrayList<>();
    private CpuLayout cpus = CpuLayout.of(2);
    private int memoryMib = 2048;
    private Optional<Path> results = Optional.empty();
    private Duration timeout = Duration.ofMinutes(10);
    private Optional<Accelerator> accelerator = Optional.empty();
    private Optional<GuestLink> link = Optional.empty();

    private Builder(List<String> command) {
      this.command = List.copyOf(command);
    }

    /**
     * Sets the CPUs.
     *
     * @param value the layout
     * @return this
     */
    public Builder cpus(CpuLayout value) {
      this.cpus = value;
      return this;
    }

    /**
     * Sets the memory.
     *
     * @param mib MiB, at least 256
     * @return this
     */
    public Builder memoryMib(int mib) {
      this.memoryMib = mib;
      return this;
    }

    /**
     * Adds a payload.
     *
     * @param name its name below {@code /payload}
     * @param source a file or folder of the host
     * @return this
     */
    public Builder payload(String name, Path source) {
      return payload(new Payload(name, source));
    }

    /**
     * Adds a payload.
     *
     * @param payload the payload
     * @return this
     */
    public Builder payload(Payload payload) {
      payloads.add(payload);
      return this;
    }

    /**
     * Sets the folder that receives the results and the console.
     *
     * @param folder a folder of the host; made if it does not exist
     * @return this
     */
    public Builder results(Path folder) {
      this.results = Optional.of(folder);
      return this;
    }

    /**
     * Sets how long the run may take, boot included.
     *
     * @param value longer than nothing
     * @return this
     */
    public Builder timeout(Duration value) {
      this.timeout = value;
      return this;
    }

    /**
     * Sets what executes the guest.
     *
     * @param value the accelerator
     * @return this
     */
    public Builder accelerator(Accelerator value) {
      this.accelerator = Optional.of(value);
      return this;
    }

    /**
     * Adds to the kernel's command line.
     *
     * @param argument as in "preempt=full"
     * @return this
     */
    public Builder kernelArgument(String argument) {
      kernelArguments.add(argument);
      return this;
    }

    /**
     * Ties the guest to this host.
     *
     * @param value the network and the port for commands
     * @return this
     */
    public Builder link(GuestLink value) {
      this.link = Optional.of(value);
      return this;
    }

    /**
     * Ends the making.
     *
     * @return the specification
     * @throws LabException if it is not possible; the message says why
     */
    public VmSpec build() {
      return new VmSpec(
          command, cpus, memoryMib, payloads, results, timeout, accelerator, kernelArguments, link);
    }
  }
}
