package io.temper.linux;

import io.temper.node.CpuSet;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the Java virtual machines of a host, by the name of their program. */
public final class JvmTable {
  private static final String PROGRAM = "java";

  /** As an option of the command, or in a variable such as JAVA_TOOL_OPTIONS. */
  private static final Pattern FLAG = Pattern.compile("-XX:ActiveProcessorCount=(\\d{1,5})\\b");

  private final Path root;
  private final ThreadTable threads;

  private JvmTable(Path root) {
    this.root = root;
    this.threads = ThreadTable.open(root);
  }

  /**
   * A Java virtual machine.
   *
   * @param processId the number of its process
   * @param cgroup its control group
   * @param activeProcessors the number of CPUs that it was told to believe in; empty if it was not told
   * @param allowed the CPUs that it may use
   */
  public record Jvm(
      int processId, CgroupPath cgroup, OptionalInt activeProcessors, CpuSet allowed) {}

  /**
   * Opens the table.
   *
   * @param procRoot the mount point of proc, or a copy of it
   * @return the table
   * @throws HostReadException if proc is not there
   */
  public static JvmTable open(Path procRoot) {
    return new JvmTable(procRoot);
  }

  /**
   * Returns those that run.
   *
   * @return by process; one that ends meanwhile is left out
   * @throws HostReadException if the kernel refuses to tell, as it does for the environment of others'
   *     processes unless root asks; or if a file holds something else
   */
  public List<Jvm> running() {
    List<Jvm> all = new ArrayList<>();
    for (int processId : threads.processes()) {
      Path directory = root.resolve(Integer.toString(processId));
      if (KernelFile.read(directory.resolve("comm")).filter(PROGRAM::equals).isPresent()) {
        read(directory, processId).ifPresent(all::add);
      }
    }
    return List.copyOf(all);
  }

  private Optional<Jvm> read(Path directory, int processId) {
    Path status = directory.resolve("status");
    Optional<CpuSet> allowed =
        KernelFile.read(status).map(text -> ProcessFiles.parseAllowed(status, text));
    Optional<CgroupPath> cgroup = threads.cgroupOf(processId);
    if (allowed.isEmpty() || cgroup.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt flag = flag(directory.resolve("cmdline"));
    return Optional.of(new Jvm(
        processId,
        cgroup.get(),
        flag.isPresent() ? flag : flag(directory.resolve("environ")),
        allowed.get()));
  }

  /** Only the number is taken: what else is there is nobody's business. */
  private static OptionalInt flag(Path file) {
    return KernelFile.read(file).map(JvmTable::parseFlag).orElse(OptionalInt.empty());
  }

  /** The last one counts, as it does for the JVM; 0 stands for "find out". */
  static OptionalInt parseFlag(String text) {
    OptionalInt last = OptionalInt.empty();
    Matcher matcher = FLAG.matcher(text);
    while (matcher.find()) {
      int number = Integer.parseInt(matcher.group(1));
      last = number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }
    return last;
  }
}
