package io.temper.agent.report.observe;

import io.temper.agent.report.observe.ThreadSample.Seen;
import io.temper.linux.HostThread;
import io.temper.linux.SchedulingPolicy;
import io.temper.linux.ThreadState;
import io.temper.linux.ThreadTimes;
import io.temper.observe.Migrations;
import io.temper.observe.ThreadStats;
import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Threads of a process whose first one is watched. */
public final class SampleThreads {
  private static final GroupedThread JIT = new GroupedThread("jvm", "jit", "yield", "high/yield");
  private static final GroupedThread NO_GROUP = new GroupedThread("jvm", "", "normal", "");

  private SampleThreads() {}

  /** Returns what they did in a second. */
  public static ThreadsReport report() {
    return ThreadsReport.between(
        after(0),
        after(1),
        20,
        List.of("Run, wait and moves are from proc.", "One thread is watched."));
  }

  /** Returns the sample after so many seconds. */
  public static ThreadSample after(int seconds) {
    return new ThreadSample(
        1_000_000_000L * seconds,
        7,
        Map.of(
            10,
            seen(10, "java", seconds, 200, 300, Optional.of(watched(seconds)), NO_GROUP),
            11,
            seen(11, "w\u001b[2J", seconds, 400, 450, Optional.empty(), JIT),
            12,
            uncounted(12),
            13 + seconds,
            seen(13 + seconds, "came or went", seconds, 1, 1, Optional.empty(), JIT)));
  }

  private static Seen seen(
      int tid,
      String name,
      int seconds,
      int runMillis,
      int waitMillis,
      Optional<ThreadStats> watch,
      GroupedThread group) {
    return new Seen(
        thread(
            tid,
            name,
            Optional.of(new ThreadTimes(
                1_000_000L * runMillis * seconds,
                1_000_000L * waitMillis * seconds,
                100L * seconds))),
        "java",
        new CgroupPath("/web.slice"),
        group.layer().isEmpty() ? "high" : group.layer(),
        OptionalLong.of(30L * seconds),
        watch,
        group);
  }

  private static Seen uncounted(int tid) {
    return new Seen(
        thread(tid, "old", Optional.empty()),
        "java",
        new CgroupPath("/web.slice"),
        "",
        OptionalLong.empty(),
        Optional.empty(),
        GroupedThread.NO_PROFILE);
  }

  private static HostThread thread(int tid, String name, Optional<ThreadTimes> times) {
    return new HostThread(
        tid, 10, name, ThreadState.RUNNABLE, SchedulingPolicy.NORMAL, 0, 3, 4711, times);
  }

  private static ThreadStats watched(int seconds) {
    return new ThreadStats(
        10,
        "high",
        3,
        2,
        true,
        true,
        Duration.ofMillis(250L * seconds),
        Duration.ofMillis(500L * seconds),
        Duration.ofMillis(9),
        50L * seconds,
        20L * seconds,
        new Migrations(4L * seconds, 0, 0, 0));
  }
}
