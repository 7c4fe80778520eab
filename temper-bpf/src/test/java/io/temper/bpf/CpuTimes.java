package io.temper.bpf;

import io.temper.node.CpuSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How busy each CPU was between two looks at /proc/stat, whoever ran there. Told from the time that
 * it was idle: this the kernel measures, while busy time is counted in ticks, and an emulated machine
 * loses many of them.
 */
record CpuTimes(Map<Integer, Long> idleTicks) {
  private static final long NANOS_PER_TICK = 10_000_000;
  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;

  /** Returns how many of the CPUs were busy on average during the time. */
  static double busyCpus(CpuSet cpus, Duration time) {
    var before = Reading.of(CpuTimes::now);
    KernelHost.pause(time);
    var after = Reading.of(CpuTimes::now);
    return after.value().busySince(before.value(), after.since(before), cpus);
  }

  private static CpuTimes now() {
    Map<Integer, Long> idle = new HashMap<>();
    for (String line : lines()) {
      if (line.startsWith("cpu") && Character.isDigit(line.charAt(3))) {
        String[] fields = line.split(" ", -1);
        idle.put(
            Integer.parseInt(fields[0].substring(3)),
            Long.parseLong(fields[IDLE]) + Long.parseLong(fields[IO_WAIT]));
      }
    }
    return new CpuTimes(idle);
  }

  private double busySince(CpuTimes before, Duration time, CpuSet cpus) {
    double elapsed = (double) time.toNanos() / NANOS_PER_TICK;
    return cpus.stream()
        .mapToDouble(cpu -> 1 - (idleOf(cpu) - before.idleOf(cpu)) / elapsed)
        .sum();
  }

  private long idleOf(int cpu) {
    return idleTicks.getOrDefault(cpu, 0L);
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of("/proc/stat"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
