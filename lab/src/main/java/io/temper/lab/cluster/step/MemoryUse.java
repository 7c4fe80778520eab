package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Memory that is not given back by itself, in KiB, or by how much it grew.
 *
 * @param agent what the agent's process has of the machine's memory
 * @param kernel the kernel's unreclaimable and per-CPU memory
 */
record MemoryUse(long agent, long kernel) {
  /** As for the soak of the scheduler alone: more from the first quarter on is growth. */
  private static final long FLAT = 64 * 1024;

  private static final int QUARTERS = 4;

  /** Reads it on the node. */
  static MemoryUse read(NodeShell shell, String process) {
    String[] numbers = shell
        .run("awk '/^VmRSS:/ {print $2}' /proc/" + process + "/status; "
            + "awk '/^(SUnreclaim|Percpu):/ {sum += $2} END {print sum}' /proc/meminfo")
        .text()
        .split("\\s+", -1);
    StepFailure.unless(numbers.length == 2, "the node does not tell its memory");
    return new MemoryUse(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
  }

  /**
   * By how much the last quarter is above the second one.
   *
   * @param looks in the order of time, at even distances
   */
  static MemoryUse growth(List<MemoryUse> looks) {
    int quarter = looks.size() / QUARTERS;
    StepFailure.unless(quarter > 0, "memory was looked at " + looks.size() + " times only");
    List<MemoryUse> early = looks.subList(quarter, 2 * quarter);
    List<MemoryUse> late = looks.subList(looks.size() - quarter, looks.size());
    return new MemoryUse(
        median(late, MemoryUse::agent) - median(early, MemoryUse::agent),
        median(late, MemoryUse::kernel) - median(early, MemoryUse::kernel));
  }

  private static long median(List<MemoryUse> looks, ToLongFunction<MemoryUse> of) {
    return looks.stream()
        .mapToLong(of)
        .sorted()
        .skip(looks.size() / 2)
        .findFirst()
        .orElse(0);
  }

  /** Whether this growth is none. */
  boolean isFlat() {
    return agent < FLAT && kernel < FLAT;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "memory of the agent %+.1f MiB, of the kernel %+.1f MiB from the second quarter to the last",
        agent / 1024.0,
        kernel / 1024.0);
  }
}
