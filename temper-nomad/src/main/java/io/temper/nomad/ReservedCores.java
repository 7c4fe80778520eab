package io.temper.nomad;

import io.temper.node.CpuSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads which CPUs Nomad has given to one task alone. */
final class ReservedCores {
  private ReservedCores() {}

  /**
   * Returns the CPUs of the tasks of an allocation that have some of their own, by the name of the task. They
   * are theirs before they start and after they have ended, too: the client takes them from everybody else
   * for as long as the allocation is there.
   *
   * @throws AllocationRefusedException if there can be no such CPU
   */
  static SortedMap<String, CpuSet> of(AllocationDto.@Nullable Allocated allocated)
      throws AllocationRefusedException {
    SortedMap<String, CpuSet> byTask = new TreeMap<>();
    if (allocated == null || allocated.tasks() == null) {
      return byTask;
    }
    for (Map.Entry<String, AllocationDto.@Nullable Given> task :
        allocated.tasks().entrySet()) {
      AllocationDto.Given given = task.getValue();
      CpuSet cpus = given == null ? CpuSet.empty() : of(given.cpu());
      if (!cpus.isEmpty()) {
        byTask.put(task.getKey(), cpus);
      }
    }
    return byTask;
  }

  /**
   * Returns the CPUs that are a task's own; the empty set where it shares.
   *
   * @throws AllocationRefusedException if there can be no such CPU
   */
  static CpuSet of(AllocationDto.@Nullable Cpu cpu) throws AllocationRefusedException {
    List<@Nullable Integer> numbers = cpu == null ? null : cpu.reservedCores();
    if (numbers == null) {
      return CpuSet.empty();
    }
    int[] cpus = new int[numbers.size()];
    for (int i = 0; i < cpus.length; i++) {
      cpus[i] = number(numbers.get(i));
    }
    return CpuSet.of(cpus);
  }

  private static int number(@Nullable Integer number) throws AllocationRefusedException {
    if (number == null || number < 0 || number > CpuSet.MAX_ID) {
      throw new AllocationRefusedException(
          "ReservedCores", number + " is not from 0 to " + CpuSet.MAX_ID + "; report it to Nomad");
    }
    return number;
  }
}
