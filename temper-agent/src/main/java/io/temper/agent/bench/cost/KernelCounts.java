package io.temper.agent.bench.cost;

import io.temper.TemperException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a kernel counts of its scheduling, all CPUs together.
 *
 * @param switches context switches
 * @param wakeUps tasks woken up; counted while {@code kernel.sched_schedstats} is on
 * @param reschedules interrupts that ask another CPU to schedule
 * @param calls interrupts that ask another CPU to call a function, remote wake-ups among them
 * @param irqWorks interrupts that a CPU sends itself, to do later what it may not do now
 */
public record KernelCounts(
    long switches, long wakeUps, long reschedules, long calls, long irqWorks) {
  private static final Pattern SWITCHES = Pattern.compile("(?m)^ctxt (\\d+)$");
  private static final Pattern CPU = Pattern.compile("(?m)^cpu\\d+ (.*)$");
  private static final int WAKE_UPS = 4;

  /**
   * Reads the counts.
   *
   * @param stat {@code /proc/stat}
   * @param schedstat {@code /proc/schedstat}
   * @param interrupts {@code /proc/interrupts}
   */
  static KernelCounts parse(String stat, String schedstat, String interrupts) {
    return new KernelCounts(
        switches(stat),
        wakeUps(schedstat),
        interrupts(interrupts, "RES"),
        interrupts(interrupts, "CAL"),
        interrupts(interrupts, "IWI"));
  }

  KernelCounts since(KernelCounts before) {
    return new KernelCounts(
        switches - before.switches,
        wakeUps - before.wakeUps,
        reschedules - before.reschedules,
        calls - before.calls,
        irqWorks - before.irqWorks);
  }

  private static long switches(String stat) {
    Matcher matcher = SWITCHES.matcher(stat);
    if (!matcher.find()) {
      throw new TemperException("/proc/stat has no line 'ctxt COUNT'");
    }
    return Long.parseLong(matcher.group(1));
  }

  private static long wakeUps(String schedstat) {
    long sum = 0;
    Matcher matcher = CPU.matcher(schedstat);
    while (matcher.find()) {
      sum += Long.parseLong(matcher.group(1).split(" ", -1)[WAKE_UPS]);
    }
    return sum;
  }

  /** The columns of numbers, one a CPU, before the words. Machines without a kind count none of it. */
  private static long interrupts(String text, String kind) {
    Matcher matcher = Pattern.compile("(?m)^ *" + kind + ":((?: +\\d+)+)").matcher(text);
    if (!matcher.find()) {
      return 0;
    }
    long sum = 0;
    for (String word : matcher.group(1).strip().split(" +", -1)) {
      sum += Long.parseLong(word);
    }
    return sum;
  }
}
