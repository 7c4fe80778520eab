package io.temper.linux;

import io.temper.node.CpuSet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads from {@code /proc/irq} which CPUs handle which interrupt. Interrupts that no driver handles are
 * left out: they have no directory of a driver's name.
 */
public final class InterruptFiles {
  /** Where the kernel shows them. */
  public static final Path DEFAULT_ROOT = Path.of("/proc/irq");

  private InterruptFiles() {}

  /**
   * Reads all interrupts.
   *
   * @param root where the kernel shows them, usually {@link #DEFAULT_ROOT}
   * @return by number, the CPUs that an interrupt is delivered to; where the kernel does not tell that,
   *     those that it may be delivered to. Empty where there is no such directory, as in containers
   * @throws HostReadException if the kernel refuses to tell, or a file holds something else
   */
  public static SortedMap<Integer, CpuSet> read(Path root) {
    SortedMap<Integer, CpuSet> cpus = new TreeMap<>();
    for (Path interrupt : KernelDirectory.subdirectories(root, InterruptFiles::isNumber)) {
      if (!KernelDirectory.subdirectories(interrupt).isEmpty()) {
        cpusOf(interrupt)
            .filter(set -> !set.isEmpty())
            .ifPresent(set -> cpus.put(Integer.valueOf(interrupt.getFileName().toString()), set));
      }
    }
    return cpus;
  }

  private static Optional<CpuSet> cpusOf(Path interrupt) {
    return CpuFiles.cpuSet(interrupt.resolve("effective_affinity_list"))
        .or(() -> CpuFiles.cpuSet(interrupt.resolve("smp_affinity_list")));
  }

  private static boolean isNumber(String name) {
    return !name.isEmpty() && name.length() < 10 && name.chars().allMatch(Character::isDigit);
  }
}
