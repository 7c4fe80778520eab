package io.temper.bpf;

import io.temper.node.CpuSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of each CPU threads had between two looks at /proc/schedstat. The kernel adds a thread's
 * time when it leaves the CPU, so where one stays alone, its time is missing. What was not idle would
 * not do: an emulated CPU that the host lets stand still in an interrupt is not idle, for as much as half a
 * second of three.
 */
record CpuTimes(Map<Integer, Long> runNanos) {
  /** After the name: yields, 0, switches, idle ones, wake-ups, local ones, and this. */
  private static final int RUN_NANOS = 7;

  /** Returns how many of the CPUs threads had on average during the time. */
  static double busyCpus(CpuSet cpus, Duration time) {
    var before = Reading.of(CpuTimes::now);
    KernelHost.pause(time);
    var after = Reading.of(CpuTimes::now);
    long ran = cpus.stream()
        .mapToLong(cpu -> after.value().of(cpu) - before.value().of(cpu))
        .sum();
    return (double) ran / after.since(before).toNanos();
  }

  private static CpuTimes now() {
    Map<Integer, Long> times = new HashMap<>();
    KernelHost.read("/proc/schedstat")
        .lines()
        .filter(line -> line.startsWith("cpu"))
        .map(line -> line.split(" ", -1))
        .forEach(fields ->
            times.put(Integer.valueOf(fields[0].substring(3)), Long.valueOf(fields[RUN_NANOS])));
    return new CpuTimes(times);
  }

  private long of(int cpu) {
    var nanos = runNanos.get(cpu);
    if (nanos == null) {
      throw new AssertionError("/proc/schedstat has no CPU " + cpu);
    }
    return nanos;
  }
}
