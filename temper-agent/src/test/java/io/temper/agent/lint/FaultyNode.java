package io.temper.agent.lint;

import io.temper.agent.KernelGroups;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadBuilder;
import io.temper.workload.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Control groups and processes of this host, in which a test plants faults. */
final class FaultyNode implements AutoCloseable {
  private static final String NAME = "temper-lint-test";
  private static final Path ROOT = Path.of("/sys/fs/cgroup").resolve(NAME);
  private static final Path IRQS = Path.of("/proc/irq");
  private static final String SPIN = "while :; do :; done";
  private static final String NAP = "while :; do sleep 0.3; done";

  private final List<Process> processes = new ArrayList<>();

  /** Makes one group for each workload. */
  static FaultyNode with(List<Workload> workloads) throws IOException {
    Files.createDirectories(ROOT);
    Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+cpu");
    for (Workload workload : workloads) {
      Files.createDirectories(directory(workload.id().name()));
    }
    return new FaultyNode();
  }

  /** Begins a workload with a group of its own. */
  static WorkloadBuilder workload(String name, int priority) {
    return Workload.builder(WorkloadId.of("test", name))
        .priority(priority)
        .cgroup(new CgroupPath("/" + NAME + "/" + name));
  }

  private static Path directory(String group) {
    return ROOT.resolve(group);
  }

  /** Limits a group to so many thousandths of a CPU. */
  void limit(String group, int millis) throws IOException {
    Files.writeString(directory(group).resolve("cpu.max"), millis * 100 + " 100000");
  }

  /** Removes a group without processes. */
  void remove(String group) throws IOException {
    KernelGroups.remove(directory(group));
  }

  void make(String group) throws IOException {
    Files.createDirectory(directory(group));
  }

  /** Starts what works for a moment three times a second. */
  Process nap(String group) throws IOException {
    return start(group, "sh", "-c", NAP);
  }

  /** Starts what never stops. */
  Process spin(String group) throws IOException {
    return start(group, "sh", "-c", SPIN);
  }

  /** Starts what never stops and may use one CPU only. */
  Process spinOn(int cpu, String group) throws IOException {
    return start(group, "taskset", "-c", Integer.toString(cpu), "sh", "-c", SPIN);
  }

  /** Starts what sleeps for ever, under a name of its own. */
  Process sleepAs(String name, Path folder, String group) throws IOException {
    Path program = Files.createSymbolicLink(folder.resolve(name), Path.of("/bin/sleep"));
    return start(group, program.toString(), "100000");
  }

  private Process start(String group, String... command) throws IOException {
    var whole = new ArrayList<>(
        List.of("sh", "-c", "echo $$ > " + directory(group) + "/cgroup.procs; exec \"$@\"", "sh"));
    whole.addAll(Arrays.asList(command));
    var process = new ProcessBuilder(whole)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    processes.add(process);
    return process;
  }

  void end(Process process) {
    process.destroyForcibly().onExit().join();
  }

  /** Sends all interrupts that can be sent to these CPUs; returns those that the kernel keeps. */
  List<String> sendInterrupts(String cpus) throws IOException {
    List<String> kept = new ArrayList<>();
    for (Path irq : interrupts()) {
      if (!send(irq, cpus)) {
        kept.add(String.valueOf(irq.getFileName()));
      }
    }
    return kept;
  }

  /** Sends the first interrupt that can be sent, and that somebody handles, to one CPU. */
  Optional<String> sendOneInterrupt(int cpu) throws IOException {
    for (Path irq : interrupts()) {
      if (isHandled(irq) && send(irq, Integer.toString(cpu))) {
        return Optional.of(String.valueOf(irq.getFileName()));
      }
    }
    return Optional.empty();
  }

  private static List<Path> interrupts() throws IOException {
    try (Stream<Path> all = Files.list(IRQS)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static boolean isHandled(Path irq) throws IOException {
    try (Stream<Path> all = Files.list(irq)) {
      return all.anyMatch(Files::isDirectory);
    }
  }

  private static boolean send(Path irq, String cpus) {
    try {
      Files.writeString(irq.resolve("smp_affinity_list"), cpus);
      return true;
    } catch (IOException managed) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    processes.forEach(this::end);
    KernelGroups.remove(ROOT);
  }
}
