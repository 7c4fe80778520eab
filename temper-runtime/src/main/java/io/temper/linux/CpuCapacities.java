package io.temper.linux;

import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** How fast the CPUs of a machine are beside each other, 1 to {@link Cpu#FULL_CAPACITY}. */
final class CpuCapacities {
  private final Map<Integer, Integer> byCpu;

  private CpuCapacities(Map<Integer, Integer> byCpu) {
    this.byCpu = byCpu;
  }

  /**
   * Reads the capacities: as the kernel tells them, which it does on ARM; else, on a hybrid x86
   * machine, by the highest clock of its efficient cores beside that of the others. The clocks of
   * other machines are not looked at: there they tell how far single cores boost.
   */
  static CpuCapacities read(CpuFiles files, CpuSet online, Set<String> notes) {
    Map<Integer, Integer> told = new HashMap<>();
    online.stream().forEach(cpu -> files.capacity(cpu).ifPresent(value -> told.put(cpu, value)));
    if (told.size() == online.size()) {
      return scaled(told);
    }
    CpuSet efficient = files.efficientCpus().intersect(online);
    if (efficient.isEmpty() || efficient.equals(online)) {
      return new CpuCapacities(Map.of());
    }
    return byClock(files, online, efficient, notes);
  }

  /** Returns the capacity of a CPU. */
  int of(int cpu) {
    return byCpu.getOrDefault(cpu, Cpu.FULL_CAPACITY);
  }

  private static CpuCapacities byClock(
      CpuFiles files, CpuSet online, CpuSet efficient, Set<String> notes) {
    OptionalInt slow = highestClock(files, efficient);
    OptionalInt fast = highestClock(files, online.minus(efficient));
    if (slow.isEmpty() || fast.isEmpty() || slow.getAsInt() >= fast.getAsInt()) {
      notes.add(
          "The kernel does not tell how fast the efficient cores are: all cores count alike.");
      return new CpuCapacities(Map.of());
    }
    notes.add(
        "The kernel does not tell how fast the efficient cores are: their clock is taken for it.");
    long capacity = (long) Cpu.FULL_CAPACITY * slow.getAsInt() / fast.getAsInt();
    Map<Integer, Integer> byCpu = new HashMap<>();
    efficient.stream().forEach(cpu -> byCpu.put(cpu, (int) Math.max(1, capacity)));
    return new CpuCapacities(byCpu);
  }

  private static OptionalInt highestClock(CpuFiles files, CpuSet cpus) {
    return cpus.stream()
        .map(cpu -> files.maxKilohertz(cpu).orElse(0))
        .filter(khz -> khz > 0)
        .max();
  }

  /** The kernel's largest value is 1024 for the fastest CPU, but not where that one is offline. */
  private static CpuCapacities scaled(Map<Integer, Integer> told) {
    int highest = told.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (highest == 0) {
      return new CpuCapacities(Map.of());
    }
    Map<Integer, Integer> byCpu = new HashMap<>();
    told.forEach((cpu, value) ->
        byCpu.put(cpu, (int) Math.max(1, (long) Cpu.FULL_CAPACITY * value / highest)));
    return new CpuCapacities(byCpu);
  }
}
