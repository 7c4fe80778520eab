package io.temper.linux;

import io.temper.lint.fact.IrqAffinities;
import io.temper.lint.fact.IrqAffinity;
import io.temper.node.CpuSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where the interrupts of a host are handled. */
public final class IrqTable {
  /** Where the kernel shows them. */
  public static final Path DEFAULT_ROOT = Path.of("/proc/irq");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final Path root;

  private IrqTable(Path root) {
    this.root = root;
  }

  /**
   * Opens the table.
   *
   * @param root where the kernel shows interrupts, usually {@link #DEFAULT_ROOT}
   * @return the table
   */
  public static IrqTable open(Path root) {
    return new IrqTable(root);
  }

  /**
   * Returns the interrupts that somebody has asked for. The CPUs are those that the hardware was told; where
   * the kernel does not say, those that it may be told. So also for one that was sent elsewhere and did not
   * come since: the kernel tells the hardware when it comes next.
   *
   * @return by number; none on a host without such a table
   * @throws HostReadException if the kernel refuses to tell, or a file holds something else
   */
  public IrqAffinities read() {
    List<IrqAffinity> all = new ArrayList<>();
    for (Path directory : KernelDirectory.subdirectories(root, IrqTable::isNumber)) {
      // What has no action below it, a directory of the handler's name, nobody has asked for.
      handler(directory).flatMap(name -> read(directory, name)).ifPresent(all::add);
    }
    all.sort(Comparator.comparing(IrqAffinity::number));
    return new IrqAffinities(all);
  }

  private static boolean isNumber(String name) {
    return NUMBER.matcher(name).matches();
  }

  private static Optional<String> handler(Path directory) {
    return KernelDirectory.subdirectories(directory).stream()
        .map(path -> path.getFileName().toString())
        .sorted()
        .findFirst();
  }

  private static Optional<IrqAffinity> read(Path directory, String name) {
    int number = Integer.parseInt(directory.getFileName().toString());
    Optional<CpuSet> wished =
        CpuFiles.cpuSet(directory.resolve("smp_affinity_list")).filter(cpus -> !cpus.isEmpty());
    return CpuFiles.cpuSet(directory.resolve("effective_affinity_list"))
        .map(told -> wished.map(told::intersect).orElse(told))
        .filter(cpus -> !cpus.isEmpty())
        .or(() -> wished)
        .map(cpus -> new IrqAffinity(number, name, cpus));
  }
}
